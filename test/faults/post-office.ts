import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type pg from 'pg';
import type { Moment } from '../../domain/calendar.ts';
import type { OutboxDeps, TickSummary } from '../../commands/outbox/deps.ts';
import { openJournal } from '../../commands/outbox/journal.ts';
import { tick } from '../../commands/outbox/tick.ts';
import { renderDigest } from '../../documents/digest/render.ts';
import { openMailTransport } from '../../platform/mail.ts';
import { startScriptedSmtp, type ScriptedSmtp } from '../support/scripted-smtp.ts';
import { runFolder } from '../support/shared.ts';

const from = '督办 <duban@duban.invalid>';

/** The postman's side of a scene: a real SMTP server, a send journal, and rounds that the experiment calls. */
export interface PostOffice {
  smtp: ScriptedSmtp;
  journalFile: string;
  tick(extra?: Partial<OutboxDeps>): Promise<TickSummary>;
  close(): Promise<void>;
}

export async function openPostOffice(pool: pg.Pool, now: () => Moment): Promise<PostOffice> {
  const smtp = await startScriptedSmtp();
  const journalFile = join(runFolder(), 'journals', randomUUID(), 'sent.jsonl');
  const journal = await openJournal(journalFile);
  const transport = openMailTransport({ mail: { url: smtp.url, poolSize: 5, from } });
  const deps = { pool, now, transport, render: renderDigest, journal, from, publicUrl: 'http://127.0.0.1:3535', linkKey: 'key for links' };
  return {
    smtp,
    journalFile,
    tick: (extra = {}) => tick({ ...deps, ...extra }),
    close: async () => {
      transport.close();
      await journal.close();
      await smtp.close();
    },
  };
}
