import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execute } from '../../commands/execute.ts';
import { importLedger } from '../../commands/import-ledger.ts';
import { ledgerRows, type LedgerFormRow } from '../../commands/ledger-rows.ts';
import { readLedger } from '../../documents/ledger/read.ts';
import type { LedgerReading } from '../../documents/ledger/reading.ts';
import { writeLedger } from '../../documents/ledger/write.ts';
import type { Actor } from '../../domain/actor.ts';
import type { ItemCommand } from '../../domain/decide.ts';
import { coordinator, launchedCampaign, officer, secondCoordinator, type Stage } from '../support/campaign.ts';

const county = 'yanjin';
let stage: Stage;
let first: LedgerReading;

beforeAll(async () => {
  stage = await launchedCampaign('2023-07-03T10:00');
  const fileName = 'yanjin-messy.xlsx';
  first = await readLedger(await readFile(new URL(`../documents/samples/${fileName}`, import.meta.url)), { fileName, plan: stage.plan });
  await enter(first);
  const odd = { institution: null, contact: null, phone: null, responsible: null, measure: '-1+1' };
  await stage.enter(county, [
    { ...odd, row: 200, problem: '=1+1' },
    { ...odd, row: 201, problem: '@SUM(A1)\n第二行', amountYuan: 1_234_567.89, people: 0 },
  ]);
  const [extended = '', closed = '', voided = '', reclassified = ''] = await open('complex');
  await give(reclassified, coordinator, { action: 'reclassify', difficulty: 'general', reason: '可立行立改' });
  await give(extended, officer(county), { action: 'requestExtension', until: '2023-08-10', reason: '设备未到' });
  await give(extended, coordinator, { action: 'decideExtension', approved: true, reason: '情况属实' });
  await give(closed, officer(county), { action: 'submit', note: '已整改', evidence: [] });
  await give(closed, coordinator, { action: 'verify', note: '属实' });
  await give(closed, secondCoordinator, { action: 'close', note: '', verified: true });
  await give(voided, coordinator, { action: 'void', reason: '重复登记' });
});
afterAll(() => stage.close());

const enter = (reading: LedgerReading) =>
  importLedger(stage.deps, reading, { campaign: stage.plan.id, actor: coordinator, fileName: 'x.xlsx', fileHash: randomUUID() });

async function open(difficulty: string): Promise<string[]> {
  const text = "SELECT id FROM ledger_item WHERE status = 'assigned' AND difficulty = $1 ORDER BY number";
  return (await stage.owner.query<{ id: string }>(text, [difficulty])).rows.map(({ id }) => id);
}

async function give(subject: string, actor: Actor, command: ItemCommand): Promise<void> {
  expect(await execute(stage.deps, { id: randomUUID(), subject, actor, command })).toMatchObject({ outcome: 'done' });
}

async function rows(): Promise<LedgerFormRow[]> {
  const client = await stage.owner.connect();
  try {
    await client.query(`SELECT set_config('duban.actor', '{"id":"engine","role":"engine","units":"*"}', false)`);
    return await ledgerRows(client, stage.plan.id, county);
  } finally {
    client.release();
  }
}

/** What the form states of an item; the day a class's phrase stands for is the plan's. */
const stated = ({ number, systemNumber, institution, problem, people, amountYuan, responsible, measure, ...rest }: LedgerFormRow) => {
  const { dueText, difficulty, done, contact, phone } = rest;
  return {
    number,
    systemNumber,
    institution,
    problem,
    people,
    amountYuan,
    responsible,
    measure,
    dueText,
    difficulty,
    done,
    contact,
    phone,
  };
};

describe('a unit’s ledger that is exported', () => {
  it('is read again as it stands, after months of work and with whatever people wrote', async () => {
    const exported = await rows();
    expect(exported).toHaveLength(first.items.length + 2 - 1);
    expect(exported.filter(({ due }) => due === '2023-08-10')).toHaveLength(1);
    expect(exported.filter(({ done }) => done)).toHaveLength(first.items.filter(({ done }) => done).length + 1);
    const form = stage.plan.ledgerForm;
    const bytes = await writeLedger({
      title: '台账',
      unit: first.unit,
      date: first.date,
      items: exported,
      difficulties: stage.plan.difficulties,
      ...(form ? { form } : {}),
    });
    const second = await readLedger(bytes, { fileName: '导出.xlsx', plan: stage.plan });
    expect(second.problems.filter(({ severity }) => severity === 'fault')).toEqual([]);
    expect(second.unitKey).toBe(county);
    expect(second.items.map((item) => stated(item as LedgerFormRow))).toEqual(exported.map(stated));

    const before = await rows();
    expect(await enter(second)).toMatchObject({
      state: 'imported',
      counts: { entered: 0, changed: 0, unchanged: exported.length },
      doubtful: [],
    });
    expect(await rows()).toEqual(before);
  });

  it('lets nobody move a deadline by writing so: neither without the system’s number nor under one it has not given', async () => {
    const [item] = await rows();
    if (!item) throw new Error('no rows');
    const { difficulties } = stage.plan;
    const forged = (problem: string, systemNumber: string | null) => ({
      ...item,
      problem,
      systemNumber,
      difficulty: 'complex',
      due: '2023-12-01',
      dueText: '2023-12-01',
      done: false,
    });
    const reading = async (systemNumber: string | null) => {
      const items = [forged(`改期${systemNumber ?? ''}`, systemNumber)];
      const bytes = await writeLedger({ title: '台账', unit: first.unit, date: first.date, items, difficulties });
      return readLedger(bytes, { fileName: '台账.xlsx', plan: stage.plan });
    };
    expect((await reading(null)).problems).toContainEqual(expect.objectContaining({ code: 'due_unreadable', severity: 'fault' }));
    expect(await enter(await reading('99999'))).toMatchObject({ state: 'imported', counts: { entered: 1 } });
    const { rows: entered } = await stage.owner.query(`SELECT due FROM ledger_item WHERE problem = '改期99999'`);
    expect(entered).toEqual([{ due: '2023-07-15' }]);
  });
});
