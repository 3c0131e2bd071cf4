import { randomUUID } from 'node:crypto';
import type { PoolClient } from 'pg';
import type { Moment } from '../domain/calendar.ts';
import { withActor } from '../platform/database.ts';
import { afterImportMs, callRelay } from './call-relay.ts';
import { actorSetting, type ExecuteDeps } from './execute.ts';
import { refusedProblem, type DeclaredLedger, type ImportOptions, type ImportSummary } from './declared-ledger.ts';
import { applyDifferences } from './import-differences.ts';
import { matchRows, type Known, type Matched } from './import-match.ts';
import { registerItems, rulesByClass } from './register.ts';
import { append, type AuditEntry } from './audit.ts';

/**
 * Brings a county's ledger in. Any fault rejects the file whole. New rows are entered, assigned and planned in one transaction, so the
 * ledger is visible at once and workflows follow; rows of items already known become commands, one for each difference; rows that
 * only resemble a known item are left for a person to confirm. The same file again changes nothing.
 */
export async function importLedger(deps: ExecuteDeps, ledger: DeclaredLedger, options: ImportOptions): Promise<ImportSummary> {
  const { pool } = deps;
  const batch = randomUUID();
  const at = deps.now();
  const unit = ledger.unitKey;
  if (unit === null || ledger.problems.some((problem) => problem.severity === 'fault')) return reject(deps, ledger, options, at);
  const begun = await withActor(pool, actorSetting(options.actor), async (client): Promise<Begun | { earlier: string }> => {
    await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 11))', [`import:${options.campaign}:${unit}`]);
    const earlier = await earlierImport(client, options, unit);
    if (earlier !== null) return { earlier };
    const rules = await rulesByClass(client, ledger.items, options.campaign);
    const people = await uniqueNames(client, options.campaign, unit);
    const matched = matchRows(ledger.items, await knownItems(client, options.campaign, unit), unit);
    const entered = await registerItems(client, matched.fresh, rules, { ...options, unit, batch, at, people });
    const counts = { ...noCounts(ledger), ...entered, doubtful: matched.doubtful.length };
    const summary: ImportSummary = {
      batch,
      state: 'imported',
      counts,
      problems: ledger.problems,
      doubtful: matched.doubtful,
      refused: [],
    };
    // Where every row is new, nothing is left to be done after this transaction.
    const isWhole = matched.same.length === 0;
    await insertBatch(client, options, unit, isWhole ? summary : { ...summary, state: 'begun' }, at);
    if (isWhole) await auditBatch(client, options, unit, summary, at);
    return { summary, same: matched.same, people, isWhole };
  });
  if ('earlier' in begun) return unchanged(begun.earlier, ledger);
  if (begun.summary.counts.open > 0) callRelay(pool, afterImportMs);
  if (begun.isWhole) return begun.summary;
  const differences = await applyDifferences(deps, begun.same, { unit, people: begun.people });
  const doubtful = [...begun.summary.doubtful, ...differences.doubtful];
  const { changed, refused } = differences;
  const refusedRows = new Set(refused.map(({ item }) => item)).size;
  const counts = { ...begun.summary.counts, changed, unchanged: differences.unchanged, doubtful: doubtful.length, refused: refusedRows };
  const summary = { ...begun.summary, counts, doubtful, refused };
  await withActor(pool, actorSetting(options.actor), async (client) => {
    await finishBatch(client, summary);
    await auditBatch(client, options, unit, summary, at);
  });
  return summary;
}

interface Begun {
  summary: ImportSummary;
  same: Matched['same'];
  people: Map<string, string>;
  isWhole: boolean;
}

async function reject(deps: ExecuteDeps, ledger: DeclaredLedger, options: ImportOptions, at: Moment): Promise<ImportSummary> {
  const unit = ledger.unitKey ?? '*';
  const rejected: ImportSummary = {
    batch: randomUUID(),
    state: 'rejected',
    counts: noCounts(ledger),
    problems: ledger.problems,
    doubtful: [],
    refused: [],
  };
  await withActor(deps.pool, actorSetting(options.actor), async (client) => {
    await insertBatch(client, options, unit, rejected, at);
    await auditBatch(client, options, unit, rejected, at);
  });
  return rejected;
}

function unchanged(batch: string, ledger: DeclaredLedger): ImportSummary {
  const counts = { ...noCounts(ledger), unchanged: ledger.items.length };
  return { batch, state: 'unchanged', counts, problems: ledger.problems, doubtful: [], refused: [] };
}

async function earlierImport(client: PoolClient, { campaign, fileHash }: ImportOptions, unit: string): Promise<string | null> {
  const text = "SELECT id FROM import_batch WHERE campaign = $1 AND unit = $2 AND file_hash = $3 AND state = 'imported' LIMIT 1";
  const { rows } = await client.query<{ id: string }>({ name: 'earlier-import', text, values: [campaign, unit, fileHash] });
  return rows[0]?.id ?? null;
}

export async function knownItems(client: PoolClient, campaign: string, unit: string): Promise<Known[]> {
  const text = `SELECT id, number, identity, institution, problem, people, amount_yuan::float8 AS "amountYuan", responsible_name AS "responsibleName", measure,
    due_text AS "dueText", contact, phone, life FROM ledger_item WHERE campaign = $1 AND county = $2 ORDER BY number`;
  return (await client.query<Known>({ name: 'known-items', text, values: [campaign, unit] })).rows;
}

/** People of the unit whose name only one of them bears. */
export async function uniqueNames(client: PoolClient, campaign: string, unit: string): Promise<Map<string, string>> {
  const text =
    'SELECT name, min(id::text) AS id FROM person WHERE campaign = $1 AND unit = $2 AND active GROUP BY name HAVING count(*) = 1';
  const { rows } = await client.query<{ name: string; id: string }>({ name: 'unique-names', text, values: [campaign, unit] });
  return new Map(rows.map((row) => [row.name, row.id]));
}

type Batch = Omit<ImportSummary, 'state'> & { state: ImportSummary['state'] | 'begun' };

async function insertBatch(client: PoolClient, options: ImportOptions, unit: string, batch: Batch, at: Moment): Promise<void> {
  await client.query(
    `INSERT INTO import_batch (id, campaign, unit, file_name, file_hash, state, counts, problems, doubtful, actor, at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, to_timestamp($11 / 1000.0))`,
    [
      batch.batch,
      options.campaign,
      unit,
      options.fileName,
      options.fileHash,
      batch.state,
      batch.counts,
      JSON.stringify(batch.problems),
      JSON.stringify(batch.doubtful),
      options.actor.id,
      at,
    ],
  );
  if (batch.counts.open > 0)
    await client.query("INSERT INTO wake (kind, campaign, subject) VALUES ('import', $1, $2)", [options.campaign, batch.batch]);
}

async function finishBatch(client: PoolClient, { batch, state, counts, doubtful, refused }: ImportSummary): Promise<void> {
  const text = 'UPDATE import_batch SET state = $2, counts = $3, doubtful = $4, problems = problems || $5::jsonb WHERE id = $1';
  await client.query(text, [batch, state, counts, JSON.stringify(doubtful), JSON.stringify(refused.map(refusedProblem))]);
}

async function auditBatch(
  client: PoolClient,
  { campaign, actor }: ImportOptions,
  unit: string,
  summary: ImportSummary,
  at: Moment,
): Promise<void> {
  const entry: AuditEntry = {
    campaign,
    unit,
    subject: `import:${summary.batch}`,
    at,
    actor: actor.id,
    role: actor.role,
    action: 'importLedger',
    result: summary.state === 'rejected' ? 'rejected' : 'done',
    detail: summary.counts,
  };
  await append(client, [entry]);
}

function noCounts(ledger: DeclaredLedger): ImportSummary['counts'] {
  return {
    rows: ledger.items.length,
    entered: 0,
    open: 0,
    declared: 0,
    changed: 0,
    unchanged: 0,
    doubtful: 0,
    refused: 0,
    unmatchedPeople: 0,
  };
}
