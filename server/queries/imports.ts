import type { PoolClient } from 'pg';
import { z } from 'zod';
import { actorSetting } from '../../commands/execute.ts';
import { changeRefused, type Doubtful, type RefusedChange } from '../../commands/declared-ledger.ts';
import { withActor } from '../../platform/database.ts';
import type { Problem } from '../../documents/problems.ts';
import type { Campaign } from '../campaign.ts';
import type { ItemActionKey } from '../contract/common.ts';
import type { ImportBatchView, importPage } from '../contract/imports.ts';
import { pageOf, readCursor, writeCursor } from '../cursor.ts';
import { failureOf, Refusal } from '../errors.ts';
import type { Parts } from '../parts.ts';
import type { Viewing } from '../views/ledger-row.ts';

interface Row {
  id: string;
  unit: string;
  fileName: string;
  state: string;
  counts: Record<string, number>;
  problems: (Partial<Problem> | (RefusedChange & { code: typeof changeRefused }))[];
  doubtful: Doubtful[];
  at: number;
}

const columns = `b.id, b.unit, b.file_name AS "fileName", b.state, b.counts, b.problems, b.doubtful, b.at`;

/** A batch with how far its workflows have come. @throws Refusal `not_found` */
export async function importOf(parts: Pick<Parts, 'pool'>, { actor, campaign }: Viewing, id: string): Promise<ImportBatchView> {
  return withActor(parts.pool, actorSetting(actor), async (client) => {
    const { rows } = await client.query<Row>(`SELECT ${columns} FROM import_batch b WHERE b.campaign = $1 AND b.id = $2`, [
      campaign.id,
      id,
    ]);
    const row = rows[0];
    if (row === undefined) throw new Refusal('not_found');
    const text = `SELECT count(*) AS items, count(*) FILTER (WHERE EXISTS (SELECT 1 FROM wake w WHERE w.kind = 'item' AND w.subject = i.id::text)) AS waiting
      FROM ledger_item i WHERE i.batch = $1 AND NOT i.declared`;
    const progress = await client.query<ImportBatchView['progress']>(text, [id]);
    const known = await knownOf(client, campaign, row.doubtful);
    return {
      ...summaryOf(row, campaign),
      problems: row.problems
        .filter(isProblem)
        .map(({ sheet = '', row: at = 0, column = '', code = '', message = '', zh = message, en = message, severity }) => ({
          sheet: sheet === '' ? null : sheet,
          row: at === 0 ? null : at,
          column: column === '' ? null : column,
          code,
          zh,
          en,
          fatal: severity === 'fault',
        })),
      doubtful: row.doubtful.map((doubt) => matchOf(doubt, known.get(doubt.item) ?? null, campaign)),
      refused: row.problems.filter(isRefused).map(({ sheet = null, row: at, item, number, action, refusal }) => ({
        sheet,
        row: at,
        item,
        number,
        action: action as ItemActionKey,
        reason: failureOf(refusal),
      })),
      progress: progress.rows[0] ?? { items: 0, waiting: 0 },
    };
  });
}

/** The batches the actor may see, newest first. */
export async function importsOf(
  parts: Pick<Parts, 'pool'>,
  { actor, campaign }: Viewing,
  { after, limit }: { after?: string | undefined; limit: number },
): Promise<z.infer<typeof importPage>> {
  const values: unknown[] = [campaign.id, limit + 1];
  let beyond = '';
  if (after !== undefined) {
    values.push(...readCursor('import', after, z.number(), z.uuid()));
    beyond = 'AND (b.at, b.id) < (to_timestamp($3 / 1000.0), $4::uuid)';
  }
  const text = `SELECT ${columns} FROM import_batch b WHERE b.campaign = $1 ${beyond} ORDER BY b.at DESC, b.id DESC LIMIT $2`;
  const found = await withActor(parts.pool, actorSetting(actor), (client) => client.query<Row>(text, values));
  const { rows, next } = pageOf(found.rows, limit, (last) => writeCursor('import', [last.at, last.id]));
  return { batches: rows.map((row) => summaryOf(row, campaign)), next };
}

type Match = ImportBatchView['doubtful'][number];
type Noted = Row['problems'][number];

function isRefused(noted: Noted): noted is RefusedChange & { code: typeof changeRefused } {
  return noted.code === changeRefused;
}

function isProblem(noted: Noted): noted is Partial<Problem> {
  return !isRefused(noted);
}

/** What the ledger says now of the items that rows resemble, so that a person can compare. */
async function knownOf(client: PoolClient, campaign: Campaign, doubtful: Doubtful[]): Promise<Map<string, Match['known']>> {
  if (doubtful.length === 0) return new Map();
  const { rows } = await client.query<{ id: string; problem: string; difficulty: string }>(
    'SELECT id, problem, difficulty FROM ledger_item WHERE campaign = $1 AND id = ANY($2::uuid[])',
    [campaign.id, doubtful.map(({ item }) => item)],
  );
  return new Map(rows.map(({ id, problem, difficulty }) => [id, { problem, difficulty: campaign.difficulty(difficulty) }]));
}

function matchOf({ row, sheet, item, number, reason, declared, decided }: Doubtful, known: Match['known'], campaign: Campaign): Match {
  const difficulty = declared.difficulty === null ? null : campaign.difficulty(declared.difficulty);
  return { row, sheet: sheet ?? null, item, number, reason, problem: declared.problem, difficulty, known, decided: decided ?? null };
}

function summaryOf({ id, unit, fileName, state, counts, at }: Row, campaign: Campaign) {
  return { id, unit: unit === '*' ? null : campaign.unit(unit), fileName, state, counts, at };
}
