import type { FaultPoint } from '../../commands/outbox/deps.ts';
import { openJournal } from '../../commands/outbox/journal.ts';
import { tick } from '../../commands/outbox/tick.ts';
import { renderDigest } from '../../documents/digest/render.ts';
import { openPool } from '../../platform/database.ts';
import { openMailTransport } from '../../platform/mail.ts';

/** One round of the postman as a process of its own, which stops at the point it was told and waits there to be killed. */
interface Settings {
  databaseUrl: string;
  smtpUrl: string;
  journalFile: string;
  now: number;
  point: FaultPoint;
}

const settings = JSON.parse(process.argv[2] ?? '') as Settings;
const from = '督办 <duban@duban.invalid>';
await tick({
  pool: openPool({ database: { url: settings.databaseUrl, poolSize: 4 } }, 'engine'),
  now: () => settings.now,
  transport: openMailTransport({ mail: { url: settings.smtpUrl, poolSize: 2, from } }),
  render: renderDigest,
  journal: await openJournal(settings.journalFile),
  from,
  publicUrl: 'http://127.0.0.1:3535',
  linkKey: 'key for links in tests',
  leaseMs: 1,
  concurrency: 1,
  at: async (point) => {
    if (point !== settings.point) return;
    process.stdout.write(point);
    await new Promise(() => setInterval(() => undefined, 60_000));
  },
});
