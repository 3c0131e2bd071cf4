import { continueAsNew, proxyActivities, setCurrentDetails, setHandler, sleep, workflowInfo } from '@temporalio/workflow';
import type { ImportActivities } from '../activities/types.ts';
import { importProgress, type ImportInput, type ImportProgress } from './messages.ts';

const firstPauseMs = 1_000;
const longestPauseMs = 30_000;

const { countTold } = proxyActivities<ImportActivities>({
  startToCloseTimeout: '30 seconds',
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '1 minute' },
});

/** Follows an import until every item of its batch has its workflow. The rows are in the ledger before it begins: it only watches and tells. */
export async function importLedger(input: ImportInput): Promise<ImportProgress> {
  let progress: ImportProgress = { rows: 0, told: 0, left: 0 };
  setHandler(importProgress, () => progress);
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(2 * pauseMs, longestPauseMs)) {
    progress = await countTold(input);
    setCurrentDetails(`本批共 ${progress.rows} 条未办结台账，已建立督办流程 ${progress.told} 条，等待 ${progress.left} 条。`);
    if (progress.left === 0) return progress;
    if (workflowInfo().continueAsNewSuggested) await continueAsNew<typeof importLedger>(input);
    await sleep(pauseMs);
  }
}
