import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { inventDirectory } from '../../commands/demo.ts';
import { executeObligation } from '../../commands/execute-obligation.ts';
import type { ObligationCommand } from '../../domain/decide-obligation.ts';
import { coordinator, launchedCampaign, officer, type Stage } from '../support/campaign.ts';
import { bodyOf } from '../support/mail-text.ts';
import { openPostOffice, type PostOffice } from '../faults/post-office.ts';

let stage: Stage;
let post: PostOffice;
let read = 0;
beforeAll(async () => {
  stage = await launchedCampaign('2023-07-13T08:55', { obligations: true });
  await inventDirectory(stage.deps, stage.plan);
  post = await openPostOffice(stage.pool, stage.deps.now);
});
afterAll(async () => {
  await post.close();
  await stage.close();
});

/** Everything that came since the last call, as `unit duty: obligation rung`, sorted. */
async function mail(): Promise<string[]> {
  await post.tick();
  const fresh = post.smtp.received.slice(read);
  read = post.smtp.received.length;
  const { rows } = await stage.owner.query<{ key: string; text: string }>(
    "SELECT l.key, o.key || ' ' || l.rung AS text FROM delivery_line l JOIN obligation o ON o.id = l.subject",
  );
  const { rows: people } = await stage.owner.query<{ email: string; name: string }>(
    "SELECT email, min(unit || ' ' || duty) AS name FROM person GROUP BY email",
  );
  const texts = new Map(rows.map(({ key, text }) => [key, text]));
  const names = new Map(people.map(({ email, name }) => [email, name]));
  const told = (keys: string[]) => keys.map((key) => texts.get(key) ?? 'unknown').sort();
  return fresh.map(({ recipient, keys }) => `${names.get(recipient) ?? recipient}: ${told(keys).join(', ')}`).sort();
}
async function give(unit: string, key: string, actor: Parameters<typeof executeObligation>[1]['actor'], command: ObligationCommand) {
  const { rows } = await stage.owner.query<{ id: string }>('SELECT id FROM obligation WHERE unit = $1 AND key = $2', [unit, key]);
  const answer = await executeObligation(stage.deps, { id: randomUUID(), subject: rows[0]?.id ?? '', actor, command });
  expect(answer.outcome).toBe('done');
}
const submit: ObligationCommand = { action: 'submit', note: '已报', evidence: [] };

describe('the messages of what units owe', () => {
  it('leave at the first opening after a launch in the middle: one digest a unit of what has begun, none of what was before', async () => {
    stage.setNow('2023-07-13T09:00');
    const begun = stage.plan.obligations.filter(({ starts, due }) => starts <= '2023-07-13' && due >= '2023-07-13');
    const expected = new Map<string, string[]>();
    for (const { key, owedBy } of begun) for (const unit of owedBy) expected.set(unit, [...(expected.get(unit) ?? []), `${key} assigned`]);
    const lines = [...expected].map(([unit, told]) => `${unit} 联系人: ${told.sort().join(', ')}`);
    expect(lines.length).toBeGreaterThan(15);
    expect(await mail()).toEqual(lines.sort());
  });

  it('say what is due, when, what to do and where, and what happens otherwise', () => {
    const letter = bodyOf(post.smtp.received[0]?.raw ?? '');
    expect(letter).toMatch(/新任务：请按期/);
    expect(letter).toMatch(/期限：\d+月\d+日（周.），还有 \d+ 天/);
    expect(letter).toMatch(/若不办理：\d+月\d+日（周.）09:00 升级至单位负责人/);
    expect(letter).toMatch(/http:\/\/127\.0\.0\.1:3535\/l\/[\w-]{75}/);
    expect(letter).toContain('全部事项：http://127.0.0.1:3535/obligations');
  });

  it('climb when nobody reports, and only of who has not: the whole ladder of one report', async () => {
    stage.setNow('2023-07-31T08:00');
    for (const unit of stage.plan.units.slice(2).map(({ key }) => key)) await give(unit, 'monthly-report:2023-07', officer(unit), submit);
    for (const unit of stage.plan.units.map(({ key }) => key)) await give(unit, 'screening', officer(unit), submit);
    const silent = stage.plan.units.slice(0, 2).map(({ key }) => key);
    const about = async (local: string) => {
      stage.setNow(local);
      return (await mail()).flatMap((line) => {
        const [to = '', told = ''] = line.split(': ');
        const rungs = told.split(', ').filter((text) => text.startsWith('monthly-report:2023-07'));
        return rungs.map((rung) => `${to}: ${rung.replace('monthly-report:2023-07 ', '')}`);
      });
    };
    // What was due since the 13th comes merged with the day itself; each rung once.
    const day0 = await about('2023-07-31T09:00');
    expect(day0).toEqual(
      silent.flatMap((unit) => ['obligation:-2', 'obligation:-5', 'obligation:0'].map((rung) => `${unit} 联系人: ${rung}`)).sort(),
    );
    expect((await about('2023-08-01T09:00')).sort()).toEqual(
      silent.flatMap((unit) => [`${unit} 单位负责人: obligation:+1`, `${unit} 联系人: obligation:+1`]).sort(),
    );
    const office = await about('2023-08-02T09:00');
    expect(office.filter((line) => line.endsWith('obligation:+2')).length).toBeGreaterThan(silent.length * 2);
    expect(office.every((line) => line.endsWith('obligation:+2'))).toBe(true);
  });

  it('are dropped before a retry when the report has come meanwhile', async () => {
    stage.setNow('2023-08-04T09:00');
    post.smtp.script(() => 'defer');
    await post.tick();
    for (const unit of stage.plan.units.slice(0, 2).map(({ key }) => key))
      await give(unit, 'monthly-report:2023-07', officer(unit), submit);
    stage.setNow('2023-08-04T11:00');
    post.smtp.script(() => 'accept');
    const told = await mail();
    expect(told.filter((line) => line.includes('monthly-report:2023-07'))).toEqual([]);
  });

  it('tell the unit of what comes back, and of the office’s decision', async () => {
    await give('weihui', 'monthly-report:2023-07', coordinator, { action: 'return', reason: '缺少数据' });
    stage.setNow('2023-08-07T09:00');
    const told = (await mail()).filter((line) => line.startsWith('weihui') && line.includes('monthly-report:2023-07'));
    expect(told).toEqual([expect.stringMatching(/^weihui 联系人: .*monthly-report:2023-07 returned/)]);
  });
});
