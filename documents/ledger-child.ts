import { firstBytes } from './first-bytes.ts';
import { readLedger } from './ledger/read.ts';
import type { LedgerRow } from './ledger/reading.ts';
import { ordinaryLimits } from './sheet.ts';
import type { ChildJob, ChildWord } from './read-in-child.ts';

const perMessage = 500;

/** The reader's own process: takes one job, answers in pieces, and ends. Whatever it does, killing it harms nobody. */
process.once('message', (job: ChildJob) => {
  void answer(job).then(
    () => process.disconnect(),
    (error: unknown) => {
      process.stderr.write(error instanceof Error ? error.message : String(error));
      process.exit(1);
    },
  );
});

async function answer({ path, fileName, plan }: ChildJob): Promise<void> {
  const reading = await readLedger(await firstBytes(path, ordinaryLimits.fileBytes + 1), { fileName, plan });
  const { items, ...head } = reading;
  await say({ kind: 'head', head });
  for (let from = 0; from < items.length; from += perMessage) {
    await say({ kind: 'items', items: items.slice(from, from + perMessage) satisfies LedgerRow[] });
  }
  await say({ kind: 'end' });
}

/** Waits until the word is on its way, so that a large ledger does not pile up here. */
async function say(word: ChildWord): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    process.send?.(word, (error: Error | null) => {
      if (error) reject(error);
      else resolve();
    });
  });
}
