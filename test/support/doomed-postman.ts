import type { FaultPoint } from '../../commands/outbox/deps.ts';
import { openJournal } from '../../commands/outbox/journal.ts';
import { tick } from '../../commands/outbox/tick.ts';
import { renderDigest } from '../../documents/digest/render.ts';
import { openPool } from '../../platform/database.ts';
import { openMailTransport } from '../../platform/mail.ts';
import { firstOrder } from './doomed-orders.ts';

/** One round of the postman as a process of its own, which stops at the point it was told and waits there to be killed. */
export interface PostmanSettings {
  databaseUrl: string;
  smtpUrl: string;
  journalFile: string;
  now: number;
  /** Null: it does its round, and is killed whenever it is killed. */
  point: FaultPoint | null;
  concurrency?: number;
  leaseMs?: number;
}

const settings = (process.argv[2] === undefined ? await firstOrder() : JSON.parse(process.argv[2])) as PostmanSettings;
const from = '督办 <duban@duban.invalid>';
await tick({
  pool: openPool({ database: { url: settings.databaseUrl, poolSize: 8 } }, 'engine'),
  now: () => settings.now,
  transport: openMailTransport({ mail: { url: settings.smtpUrl, poolSize: 5, from } }),
  render: renderDigest,
  journal: await openJournal(settings.journalFile),
  from,
  publicUrl: 'http://127.0.0.1:3535',
  linkKey: 'key for links in tests',
  leaseMs: settings.leaseMs ?? 1,
  concurrency: settings.concurrency ?? 1,
  at: async (point) => {
    if (point !== settings.point) return;
    process.stdout.write(`${point}\n`);
    await new Promise(() => setInterval(() => undefined, 60_000));
  },
});
process.stdout.write('ended\n');
