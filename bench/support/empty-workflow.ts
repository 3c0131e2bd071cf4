/** The least a workflow can be. */
export async function empty(): Promise<void> {
  return Promise.resolve();
}
