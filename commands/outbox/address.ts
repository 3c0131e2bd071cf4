import type { DigestLine } from '../../domain/digest.ts';
import type { Directory, DirectoryPerson, Recipient } from '../../domain/recipients.ts';
import type { DueRow } from './due.ts';
import { lineKey } from './keys.ts';

/** All that one person is told by one message. */
export interface Envelope {
  person: DirectoryPerson;
  channel: string;
  /** Urgent matters leave by themselves, so that they are not lost in a morning's digest. */
  urgent: boolean;
  lines: DigestLine[];
}

export interface Addressed {
  envelopes: Envelope[];
  /** Rows somebody hears of. */
  reached: DueRow[];
  /** Rows with a role that nobody holds who can be written to. */
  unreached: DueRow[];
}

/** Sorts due rows by who hears of them. `told`: keys of lines that exist already and are not made again. */
export function address(rows: DueRow[], directory: Directory, told: ReadonlySet<string>): Addressed {
  const envelopes = new Map<string, Envelope>();
  const result: Addressed = { envelopes: [], reached: [], unreached: [] };
  for (const row of rows) {
    const { recipients, unreached } = directory.resolve(row, row.roles);
    if (unreached.length > 0) result.unreached.push(row);
    if (recipients.length > 0) result.reached.push(row);
    for (const recipient of recipients) {
      const { person } = recipient;
      const key = lineKey(row, person.id);
      if (told.has(key)) continue;
      const name = `${person.id}|${row.channel}|${row.urgent}`;
      let envelope = envelopes.get(name);
      if (!envelope) {
        envelope = { person, channel: row.channel, urgent: row.urgent, lines: [] };
        envelopes.set(name, envelope);
      }
      envelope.lines.push(lineOf(row, key, recipient, directory));
    }
  }
  result.envelopes = [...envelopes.values()];
  return result;
}

/** The same rows again for somebody who was written to before, whether or not the directory would lead to them today. */
export function addressAgain(rows: DueRow[], directory: Directory, person: DirectoryPerson): Envelope {
  const lines = rows.map((row) => {
    const recipient = directory.resolve(row, row.roles).recipients.find((candidate) => candidate.person.id === person.id);
    const along: Recipient = { person, addressed: false, insteadOf: null, named: null, unreachedRole: null };
    return lineOf(row, lineKey(row, person.id), recipient ?? along, directory);
  });
  return { person, channel: rows[0]?.channel ?? 'mail', urgent: rows.some((row) => row.urgent), lines };
}

function lineOf(row: DueRow, key: string, recipient: Recipient, directory: Directory): DigestLine {
  return {
    key,
    subject: row.subject,
    unit: row.unit,
    armRevision: row.armRevision,
    rung: row.rung,
    kind: row.kind,
    at: row.at,
    due: row.due,
    addressed: recipient.addressed,
    insteadOf: recipient.insteadOf,
    named: recipient.named,
    unreachedRole: recipient.unreachedRole === null ? null : directory.roleName(recipient.unreachedRole),
  };
}
