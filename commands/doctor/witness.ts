import { ServiceError, WorkflowNotFoundError, type Client } from '@temporalio/client';
import type { Finding } from './finding.ts';
import type { Standing } from './standings.ts';

interface Told {
  generation: number;
  revision: number;
}

/** Asks workflows what they know. */
export class Witness {
  /** No worker answers: whether a workflow runs is still known, not what it knows. */
  isDeaf = false;
  readonly #temporal: Client;
  #listed: ReadonlyMap<string, string>;
  #trustsList = true;

  /** @param listed ids of the workflows that run, by item */
  constructor(temporal: Client, listed: ReadonlyMap<string, string>) {
    this.#temporal = temporal;
    this.#listed = listed;
  }

  /** The list lags behind; a second look asks each workflow itself. */
  distrustList(): void {
    this.#trustsList = false;
  }

  async verdict({ id, campaign, isOpen, generation, revision, waits }: Standing): Promise<Finding | null> {
    const finding = (ailment: Finding['ailment'], detail: Finding['detail'] = {}): Finding => ({
      ailment,
      subject: id,
      detail,
      remedy: 'mendable',
    });
    if (waits) return null;
    const workflowId = campaign === null ? this.#listed.get(id) : `item:${campaign}:${id}`;
    const runs = workflowId !== undefined && ((this.#trustsList && this.#listed.has(id)) || (await isRunning(this.#temporal, workflowId)));
    if (!isOpen) return runs ? finding('workflow_stray', campaign === null ? { workflow: workflowId } : {}) : null;
    if (!runs) return finding('workflow_missing', { is: revision });
    const told = await this.#ask(workflowId);
    if (told === null) return null;
    const order = told.generation - generation || told.revision - revision;
    if (order < 0) return finding('workflow_behind', { knows: told.revision, is: revision });
    if (order > 0) return finding('workflow_ahead', { knows: told.revision, is: revision, generation: told.generation });
    return null;
  }

  async #ask(workflowId: string): Promise<Told | null> {
    if (this.isDeaf) return null;
    try {
      return (await this.#temporal.workflow.getHandle(workflowId).query<{ state: Told }>('state')).state;
    } catch (error) {
      // One that is gone since, or that cannot go on with its history, knows nothing.
      if (!(error instanceof ServiceError)) return { generation: -1, revision: -1 };
      this.isDeaf = true;
      return null;
    }
  }
}

export async function isRunning(temporal: Client, workflowId: string): Promise<boolean> {
  try {
    return (await temporal.workflow.getHandle(workflowId).describe()).status.name === 'RUNNING';
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false;
    throw error;
  }
}
