import type { Pool } from 'pg';
import { accountRole } from '../contract/common.ts';
import type { AccountView } from '../contract/accounts.ts';
import { keyed, type Campaign } from '../campaign.ts';
import { readCursor, pageOf, writeCursor } from '../cursor.ts';
import { Refusal } from '../errors.ts';
import { z } from 'zod';

type Row = Omit<AccountView, 'unit' | 'role'> & { unit: string | null; role: string | null };

const select = `SELECT u.id, coalesce(u.username, '') AS username, u.name, u.role, u.unit, coalesce(u.banned, false) AS disabled,
    coalesce(u.must_change, false) AS "mustChange", coalesce(u.two_factor_enabled, false) AS "twoFactorEnabled",
    CASE WHEN f.locked_until > now() THEN f.locked_until END AS "lockedUntil", u.last_seen_at AS "lastSeenAt"
  FROM "user" u LEFT JOIN login_failure f ON f.username = u.username`;

/** Accounts by user name. */
export async function accountsOf(
  pool: Pool,
  campaign: Campaign | null,
  { after, limit }: { after?: string | undefined; limit: number },
): Promise<{ accounts: AccountView[]; next: string | null }> {
  const last = after === undefined ? '' : readCursor('account', after, z.string())[0];
  const { rows } = await pool.query<Row>(`${select} WHERE u.username > $1 ORDER BY u.username LIMIT $2`, [last, limit + 1]);
  const page = pageOf(rows, limit, (row) => writeCursor('account', [row.username]));
  return { accounts: page.rows.map((row) => view(row, campaign)), next: page.next };
}

/** @throws Refusal `not_found` */
export async function accountWith(pool: Pool, campaign: Campaign | null, id: string): Promise<AccountView> {
  const { rows } = await pool.query<Row>(`${select} WHERE u.id = $1`, [id]);
  if (rows[0] === undefined) throw new Refusal('not_found');
  return view(rows[0], campaign);
}

function view(row: Row, campaign: Campaign | null): AccountView {
  return {
    ...row,
    role: accountRole.safeParse(row.role).data ?? null,
    unit: row.unit === null ? null : (campaign?.unit(row.unit) ?? keyed(row.unit, { zh: row.unit })),
  };
}
