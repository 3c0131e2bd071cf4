import type { Pool } from 'pg';
import type { AccountRole } from '../../domain/actor.ts';
import type { Plan } from '../../domain/plan.ts';
import { Refusal } from '../errors.ts';
import { makeAccount, resetPassword, type NewAccount } from './accounts.ts';

/** An account made at the first start, with its password for one log-in: shown to whoever starts the system, kept nowhere. */
export interface FirstAccount extends NewAccount {
  role: AccountRole;
  password: string;
}

const administrators: (NewAccount & { role: AccountRole })[] = [
  { username: 'admin', name: '系统管理员', role: 'systemAdmin', unit: null },
  { username: 'security', name: '安全管理员', role: 'securityAdmin', unit: null },
  { username: 'audit', name: '审计管理员', role: 'auditAdmin', unit: null },
];

/** Makes the three administrators when there is no account at all; at every later start, none. */
export async function firstAdministrators(pool: Pool): Promise<FirstAccount[]> {
  const { rowCount } = await pool.query('SELECT 1 FROM "user" LIMIT 1');
  return rowCount === 0 ? make(pool, administrators) : [];
}

/** For a demonstration: somebody of each kind who works with the ledger, the county ones of the unit given. */
export async function demoAccounts(pool: Pool, plan: Plan, unit: string): Promise<FirstAccount[]> {
  const name = plan.units.find(({ key }) => key === unit)?.name ?? unit;
  const accounts: (NewAccount & { role: AccountRole })[] = [
    { username: 'office', name: '办公室演示账号', role: 'coordinator', unit: null },
    { username: 'officer', name: `${name}经办演示账号`, role: 'countyOfficer', unit },
    { username: 'director', name: `${name}负责人演示账号`, role: 'countyDirector', unit },
    { username: 'leader', name: '领导小组演示账号', role: 'leader', unit: null },
  ];
  return [...(await againUnused(pool, [...administrators, ...accounts])), ...(await make(pool, accounts))];
}

/** Whoever starts a demonstration again has lost sight of its passwords: accounts nobody has used get new ones. */
async function againUnused(pool: Pool, accounts: (NewAccount & { role: AccountRole })[]): Promise<FirstAccount[]> {
  const text = `SELECT id, username FROM "user" WHERE username = ANY ($1) AND must_change AND last_seen_at IS NULL AND created_at < now() - interval '10 seconds'`;
  const { rows } = await pool.query<{ id: string; username: string }>(text, [accounts.map(({ username }) => username)]);
  const unused = new Map(rows.map(({ id, username }) => [username, id]));
  const told: FirstAccount[] = [];
  for (const account of accounts) {
    const id = unused.get(account.username);
    if (id !== undefined) told.push({ ...account, password: await resetPassword(pool, id) });
  }
  return told;
}

async function make(pool: Pool, accounts: (NewAccount & { role: AccountRole })[]): Promise<FirstAccount[]> {
  const made: FirstAccount[] = [];
  for (const account of accounts) {
    try {
      made.push({ ...account, password: (await makeAccount(pool, account)).password });
    } catch (error) {
      // Another server starting at the same time has made it, and shows its password.
      if (!(error instanceof Refusal && error.code === 'account_exists')) throw error;
    }
  }
  return made;
}
