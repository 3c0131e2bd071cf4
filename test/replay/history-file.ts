import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import type { WorkflowHandle } from '@temporalio/client';
import { projectFolder } from '../../platform/root.ts';
import { settled } from '../support/with-worker.ts';

export const historiesFolder = join(projectFolder, 'test', 'replay', 'histories');

export interface RecordedHistory {
  /** `ledger-item.standard-life`: the workflow and its path. */
  name: string;
  history: unknown;
}

/** Every recorded history, by name. */
export function recordedHistories(): RecordedHistory[] {
  return readdirSync(historiesFolder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => ({
      name: file.slice(0, -'.json'.length),
      history: JSON.parse(readFileSync(join(historiesFolder, file), 'utf8')) as unknown,
    }));
}

export function isRecorded(name: string): boolean {
  return existsSync(join(historiesFolder, `${name}.json`));
}

/** Writes a workflow's history as it stands, once: a recorded history is never written over. Without the names of the machine and the process it was made on. */
export async function record(name: string, handle: WorkflowHandle): Promise<void> {
  if (isRecorded(name)) return;
  // One that ends before its first task was done cannot be replayed.
  await settled(handle);
  const history = withoutMachine(JSON.parse(historyToJSON(await handle.fetchHistory())) as unknown);
  writeFileSync(join(historiesFolder, `${name}.json`), `${JSON.stringify(history)}\n`);
}

const dropped = new Set([
  'identity',
  'workerVersion',
  'meteringMetadata',
  'requestId',
  'taskId',
  'visibilityTaskId',
  'eventGroupMarkers',
  'stackTrace',
]);

function withoutMachine(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutMachine);
  if (value === null || typeof value !== 'object') return value;
  const kept = Object.entries(value).filter(([key]) => !dropped.has(key));
  // A sticky task queue is named after its host.
  const sticky = kept.some(([key, kind]) => key === 'kind' && kind === 'TASK_QUEUE_KIND_STICKY');
  return Object.fromEntries(kept.map(([key, inner]) => [key, sticky && key === 'name' ? 'sticky' : withoutMachine(inner)]));
}
