import { randomUUID } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import type { Moment } from '../domain/calendar.ts';
import { withActor } from '../platform/database.ts';
import { actorSetting, type ExecuteDeps } from './execute.ts';
import { refusedProblem, type DeclaredLedger, type ImportOptions, type ImportSummary } from './declared-ledger.ts';
import { applyDifferences } from './import-differences.ts';
import { matchRows, type Known } from './import-match.ts';
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
  const earlier = unit === null ? null : await earlierImport(pool, options, unit);
  if (earlier) return { ...emptySummary(earlier, 'unchanged', ledger), counts: { ...noCounts(ledger), unchanged: ledger.items.length } };
  if (unit === null || ledger.problems.some((problem) => problem.severity === 'fault')) {
    const rejected = emptySummary(batch, 'rejected', ledger);
    await withActor(pool, actorSetting(options.actor), async (client) => {
      await insertBatch(client, options, unit ?? '*', rejected, at);
      await finishBatch(client, options, unit ?? '*', rejected, at);
    });
    return rejected;
  }
  const rules = await rulesByClass(pool, ledger.items, options.campaign);
  const begun = await withActor(pool, actorSetting(options.actor), async (client) => {
    await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 11))', [`import:${options.campaign}:${unit}`]);
    const people = await uniqueNames(client, options.campaign, unit);
    const matched = matchRows(ledger.items, await knownItems(client, options.campaign, unit), unit);
    const entered = await registerItems(client, matched.fresh, rules, { ...options, unit, batch, at, people });
    const summary: ImportSummary = {
      batch,
      state: 'imported',
      counts: { ...noCounts(ledger), ...entered },
      problems: ledger.problems,
      doubtful: matched.doubtful,
      refused: [],
    };
    await insertBatch(client, options, unit, { ...summary, state: 'begun' }, at);
    return { summary, matched, people };
  });
  const differences = await applyDifferences(deps, begun.matched.same, { unit, people: begun.people });
  const doubtful = [...begun.matched.doubtful, ...differences.doubtful];
  const { changed, unchanged, refused } = differences;
  const refusedRows = new Set(refused.map(({ item }) => item)).size;
  const counts = { ...begun.summary.counts, changed, unchanged, doubtful: doubtful.length, refused: refusedRows };
  const summary = { ...begun.summary, counts, doubtful, refused };
  await withActor(pool, actorSetting(options.actor), (client) => finishBatch(client, options, unit, summary, at));
  return summary;
}

async function earlierImport(pool: Pool, { campaign, actor, fileHash }: ImportOptions, unit: string): Promise<string | null> {
  const text = "SELECT id FROM import_batch WHERE campaign = $1 AND unit = $2 AND file_hash = $3 AND state = 'imported' LIMIT 1";
  const { rows } = await withActor(pool, actorSetting(actor), (client) => client.query<{ id: string }>(text, [campaign, unit, fileHash]));
  return rows[0]?.id ?? null;
}

export async function knownItems(client: PoolClient, campaign: string, unit: string): Promise<Known[]> {
  const text = `SELECT id, number, identity, institution, problem, people, amount_yuan::float8 AS "amountYuan", responsible_name AS "responsibleName", measure,
    due_text AS "dueText", contact, phone, life FROM ledger_item WHERE campaign = $1 AND county = $2 ORDER BY number`;
  return (await client.query<Known>(text, [campaign, unit])).rows;
}

/** People of the unit whose name only one of them bears. */
export async function uniqueNames(client: PoolClient, campaign: string, unit: string): Promise<Map<string, string>> {
  const text =
    'SELECT name, min(id::text) AS id FROM person WHERE campaign = $1 AND unit = $2 AND active GROUP BY name HAVING count(*) = 1';
  const { rows } = await client.query<{ name: string; id: string }>(text, [campaign, unit]);
  return new Map(rows.map((row) => [row.name, row.id]));
}

type Batch = Omit<ImportSummary, 'state'> & { state: ImportSummary['state'] | 'begun' };

async function insertBatch(client: PoolClient, options: ImportOptions, unit: string, batch: Batch, at: Moment): Promise<void> {
  await client.query(
    `INSERT INTO import_batch (id, campaign, unit, file_name, file_hash, state, counts, problems, actor, at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, to_timestamp($10 / 1000.0))`,
    [
      batch.batch,
      options.campaign,
      unit,
      options.fileName,
      options.fileHash,
      batch.state,
      batch.counts,
      JSON.stringify(batch.problems),
      options.actor.id,
      at,
    ],
  );
  if (batch.counts.open > 0)
    await client.query("INSERT INTO wake (kind, campaign, subject) VALUES ('import', $1, $2)", [options.campaign, batch.batch]);
}

async function finishBatch(
  client: PoolClient,
  { campaign, actor }: ImportOptions,
  unit: string,
  summary: ImportSummary,
  at: Moment,
): Promise<void> {
  await client.query('UPDATE import_batch SET state = $2, counts = $3, doubtful = $4, problems = problems || $5::jsonb WHERE id = $1', [
    summary.batch,
    summary.state,
    summary.counts,
    JSON.stringify(summary.doubtful),
    JSON.stringify(summary.refused.map(refusedProblem)),
  ]);
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

function emptySummary(batch: string, state: ImportSummary['state'], ledger: DeclaredLedger): ImportSummary {
  return { batch, state, counts: noCounts(ledger), problems: ledger.problems, doubtful: [], refused: [] };
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
