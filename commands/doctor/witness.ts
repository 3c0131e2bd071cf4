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
  readonly #listed: ReadonlySet<string>;
  #trustsList = true;

  /** @param listed ids of the workflows that run */
  constructor(temporal: Client, listed: ReadonlySet<string>) {
    this.#temporal = temporal;
    this.#listed = listed;
  }

  /** The list lags behind; a second look asks each workflow itself. */
  distrustList(): void {
    this.#trustsList = false;
  }

  async verdict({ workflow, subject, isOpen, generation, revision, waits }: Standing): Promise<Finding | null> {
    const finding = (ailment: Finding['ailment'], detail: Finding['detail'] = {}): Finding => ({
      ailment,
      subject: subject ?? workflow,
      detail,
      remedy: 'mendable',
    });
    if (waits) return null;
    const runs = (this.#trustsList && this.#listed.has(workflow)) || (await isRunning(this.#temporal, workflow));
    if (!isOpen) return runs ? finding('workflow_stray', subject === null ? { workflow } : {}) : null;
    if (!runs) return finding('workflow_missing', { is: revision });
    const told = await this.#ask(workflow);
    if (told === null) return null;
    const order = told.generation - generation || told.revision - revision;
    if (order < 0) return finding('workflow_behind', { knows: told.revision, is: revision });
    if (order > 0) return finding('workflow_ahead', { knows: told.revision, is: revision, generation: told.generation });
    return null;
  }

  async #ask(workflow: string): Promise<Told | null> {
    if (this.isDeaf) return null;
    try {
      return (await this.#temporal.workflow.getHandle(workflow).query<{ state: Told }>('state')).state;
    } catch (error) {
      // One that is gone since, or that cannot go on with its history, knows nothing.
      if (!(error instanceof ServiceError)) return { generation: -1, revision: -1 };
      this.isDeaf = true;
      return null;
    }
  }
}

export async function isRunning(temporal: Client, workflow: string): Promise<boolean> {
  try {
    return (await temporal.workflow.getHandle(workflow).describe()).status.name === 'RUNNING';
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false;
    throw error;
  }
}
