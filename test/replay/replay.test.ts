import { describe, expect, it } from '@jest/globals';
import { Worker, type ReplayResult } from '@temporalio/worker';
import { workflowBundle } from '../../worker/bundle.ts';
import { quiet, quietRuntime } from '../support/time-skipping.ts';
import { recordedHistories, type RecordedHistory } from './history-file.ts';
import { itemPaths } from './item-paths.ts';
import { obligationPaths } from './obligation-paths.ts';

async function replay(histories: RecordedHistory[]): Promise<ReplayResult[]> {
  quietRuntime();
  const all = histories.map(({ name, history }) => ({ workflowId: name, history }));
  const results: ReplayResult[] = [];
  for await (const result of Worker.runReplayHistories({ workflowBundle: await workflowBundle(quiet) }, all)) results.push(result);
  return results;
}

describe('the recorded histories', () => {
  it('hold every path of an item and of an obligation, and every workflow', () => {
    const names = recordedHistories().map(({ name }) => name);
    for (const { name } of itemPaths) expect(names).toContain(`ledger-item.${name}`);
    for (const { name } of obligationPaths) expect(names).toContain(`obligation.${name}`);
    const workflows = new Set(names.map((name) => name.split('.')[0]));
    expect([...workflows].sort()).toEqual(['campaign', 'import-ledger', 'ledger-item', 'morning', 'obligation', 'postman', 'reconcile']);
  });

  it('are replayed by this build without a difference, so that campaigns that run go on under it', async () => {
    const results = await replay(recordedHistories());
    const broken = results
      .filter(({ error }) => error !== undefined)
      .map(({ workflowId, error }) => `${workflowId}: ${error?.message ?? ''}`);
    expect(broken).toEqual([]);
    expect(results).toHaveLength(recordedHistories().length);
  });

  it('would betray a build that does otherwise: one whose activity was another is refused', async () => {
    const late = recordedHistories().filter(({ name }) => name === 'ledger-item.late-to-the-top');
    const changed = late.map(({ name, history }) => ({
      name,
      history: JSON.parse(JSON.stringify(history).replaceAll('"name":"execute"', '"name":"perform"')) as unknown,
    }));
    expect(JSON.stringify(changed)).not.toBe(JSON.stringify(late));
    const [result] = await replay(changed);
    expect(result?.error?.name).toBe('DeterminismViolationError');
  });
});
