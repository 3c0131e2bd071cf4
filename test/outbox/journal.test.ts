import { appendFile, mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { openJournal } from '../../commands/outbox/journal.ts';

let file: string;
beforeEach(async () => {
  file = join(await mkdtemp(join(tmpdir(), 'journal-')), 'sent.jsonl');
});

describe('the send journal', () => {
  it('knows after a restart what was accepted, and by which message', async () => {
    const journal = await openJournal(file);
    await Promise.all(['a', 'b', 'c'].map((id) => journal.trying(id, [`${id}1`, `${id}2`])));
    await journal.accepted('b');
    await journal.close();
    const again = await openJournal(file);
    expect(again.acceptedIn('b2')).toBe('b');
    expect(again.wasAccepted('b')).toBe(true);
    expect(again.acceptedIn('a1')).toBeUndefined();
    await again.close();
  });

  it('reads what another postman adds', async () => {
    const [mine, other] = [await openJournal(file), await openJournal(file)];
    await other.trying('a', ['a1']);
    await other.accepted('a');
    expect(mine.acceptedIn('a1')).toBeUndefined();
    await mine.refresh();
    expect(mine.acceptedIn('a1')).toBe('a');
    await mine.close();
    await other.close();
  });

  it('lives on after a line that a crash cut short', async () => {
    const journal = await openJournal(file);
    await journal.trying('a', ['a1']);
    await journal.close();
    await appendFile(file, '{"accepted":"a');
    const again = await openJournal(file);
    expect(again.wasAccepted('a')).toBe(false);
    await again.accepted('a');
    await again.close();
    const last = await openJournal(file);
    expect(last.acceptedIn('a1')).toBe('a');
    await last.close();
    expect(await readFile(file, 'utf8')).toContain('\n{"accepted":"a"}\n');
  });
});
