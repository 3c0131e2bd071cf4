import type { Pool } from 'pg';
import type { AccountRole } from '../../domain/actor.ts';
import type { Plan } from '../../domain/plan.ts';
import { Refusal } from '../errors.ts';
import { makeAccount, type NewAccount } from './accounts.ts';

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

/** For a demonstration: somebody of each kind who works with the ledger, the county ones of the unit with most items. */
export async function demoAccounts(pool: Pool, plan: Plan, unit: string): Promise<FirstAccount[]> {
  const name = plan.units.find(({ key }) => key === unit)?.name ?? unit;
  const accounts: (NewAccount & { role: AccountRole })[] = [
    { username: 'office', name: '办公室演示账号', role: 'coordinator', unit: null },
    { username: 'officer', name: `${name}经办演示账号`, role: 'countyOfficer', unit },
    { username: 'director', name: `${name}负责人演示账号`, role: 'countyDirector', unit },
    { username: 'leader', name: '领导小组演示账号', role: 'leader', unit: null },
  ];
  const { rows } = await pool.query<{ username: string }>('SELECT username FROM "user"');
  const there = new Set(rows.map((row) => row.username));
  return make(
    pool,
    accounts.filter(({ username }) => !there.has(username)),
  );
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
