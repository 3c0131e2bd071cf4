import { randomUUID } from 'node:crypto';
import { execute } from '../commands/execute.ts';
import type { ItemCommand } from '../domain/decide.ts';
import type { Actor } from '../domain/actor.ts';
import { rowsOf } from './support/counts.ts';
import { atLeast, atMost, type Figure } from './support/figure.ts';
import { coordinator, importAll, madeLedgers, officer } from './support/ledgers.ts';
import { inLines, percentile, timed } from './support/measure.ts';
import { insertPlain, makePlainTables } from './support/plain-tables.ts';
import { percent } from './intake.ts';
import { say } from './support/say.ts';
import type { Stage } from './support/stage.ts';

const clients = 20;

/** Five changes of an ordinary life, each decided, audited and with its agenda: who gives them and what. */
export const fiveChanges: { by: (unit: string) => Actor; command: ItemCommand }[] = [
  { by: officer, command: { action: 'sign' } },
  { by: officer, command: { action: 'planMeasures', measure: '核对考勤，补录学员信息' } },
  { by: officer, command: { action: 'submit', note: '已补录并核对', evidence: [] } },
  { by: () => coordinator, command: { action: 'verify', note: '现场核查属实' } },
  { by: () => coordinator, command: { action: 'close', note: '予以销号', verified: false } },
];

/** (a) Items that each take five changes one after the other, 20 clients at a time, through `execute` as the server has it. */
export async function changes(stage: Stage, count: number): Promise<Figure[]> {
  await importAll(stage, madeLedgers(stage, count + clients, 'complex', 'changes'));
  const text = `SELECT id, county FROM ledger_item WHERE institution LIKE 'changes-%' ORDER BY number`;
  const items = await rowsOf<Item>(stage, text);
  await makePlainTables(stage);
  const [rows] = await rowsOf<Record<'ledger_item' | 'agenda', string>>(
    stage,
    `SELECT (SELECT json_agg(i) FROM ledger_item i WHERE institution LIKE 'changes-%')::text AS ledger_item,
            (SELECT json_agg(a) FROM agenda a JOIN ledger_item i ON i.id = a.subject WHERE i.institution LIKE 'changes-%')::text AS agenda`,
  );
  if (rows) await insertPlain(stage, rows);
  const warm = items.splice(0, clients);
  await inLines(warm, clients, (item) => live(stage, item, []));
  say(`changes: ${items.length} × ${fiveChanges.length}, ${clients} clients`);
  const ours = await clocked(items, (item, latencies) => live(stage, item, latencies));
  say('changes: by plain SQL');
  const plain = await clocked(items, (item, latencies) => livePlain(stage, item, latencies));
  const many = items.length * fiveChanges.length;
  return [
    {
      section: 'a',
      what: `${items.length} × 5 validated, audited changes, ${clients} clients`,
      value: many / ours.seconds,
      unit: 'changes/s',
      beside: `plain SQL ${Math.round(many / plain.seconds)} changes/s, so ${percent(plain.seconds / ours.seconds)} of it`,
      target: atLeast(1_000),
    },
    { section: 'a', what: 'of these, p50', value: percentile(ours.latencies, 0.5), unit: 'ms', beside: besides(plain.latencies, 0.5) },
    {
      section: 'a',
      what: 'of these, p99',
      value: percentile(ours.latencies, 0.99),
      unit: 'ms',
      beside: besides(plain.latencies, 0.99),
      target: atMost(50),
    },
  ];
}

interface Item {
  id: string;
  county: string;
}

interface Clocked {
  seconds: number;
  /** Of each change, in ms. */
  latencies: number[];
}

async function clocked(items: Item[], life: (item: Item, latencies: number[]) => Promise<void>): Promise<Clocked> {
  const latencies: number[] = [];
  const { seconds } = await timed(() => inLines(items, clients, (item) => life(item, latencies)));
  return { seconds, latencies };
}

async function live(stage: Stage, { id, county }: Item, latencies: number[]): Promise<void> {
  for (const { by, command } of fiveChanges) {
    const began = performance.now();
    const answer = await execute({ pool: stage.app, now: stage.deps.now }, { id: randomUUID(), subject: id, actor: by(county), command });
    latencies.push(performance.now() - began);
    if (answer.outcome !== 'done') throw new Error(`${command.action}: ${JSON.stringify(answer)}`);
  }
}

/** The simplest durable change: one statement that updates the row and writes audit, answer and wake rows; the agenda goes with the submission. */
async function livePlain(stage: Stage, { id }: Item, latencies: number[]): Promise<void> {
  for (const [index, { command }] of fiveChanges.entries()) {
    const began = performance.now();
    await stage.owner.query({
      name: `plain-${command.action}`,
      text: plainChange(command.action === 'submit'),
      values: [id, command.action, index + 2],
    });
    latencies.push(performance.now() - began);
  }
}

function plainChange(endsAgenda: boolean): string {
  const gone = endsAgenda ? 'gone AS (DELETE FROM plain_agenda WHERE subject = $1::uuid),' : '';
  return `WITH changed AS (
      UPDATE plain_ledger_item SET status = $2, revision = revision + 1, changed_at = now(), life = jsonb_set(life, '{status}', to_jsonb($2::text))
      WHERE id = $1::uuid RETURNING life),
    ${gone}
    told AS (INSERT INTO plain_wake (kind, campaign, subject) VALUES ('item', 'plain', $1::text)),
    kept AS (INSERT INTO plain_command (id, subject, actor, answer) SELECT gen_random_uuid(), $1::text, 'plain', life FROM changed)
    INSERT INTO plain_audit (campaign, unit, subject, seq, at, actor, role, action, result, detail, life, previous, hash)
    SELECT 'plain', 'plain', $1::text, $3::int, now(), 'plain', 'plain', $2::text, 'done', '{}', life, '', '' FROM changed`;
}

function besides(latencies: number[], share: number): string {
  return `plain SQL ${percentile(latencies, share).toFixed(1)} ms`;
}
