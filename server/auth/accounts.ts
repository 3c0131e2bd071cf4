import { randomUUID } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import type { AccountRole } from '../../domain/actor.ts';
import { sqlState } from '../../commands/postgres-errors.ts';
import { Refusal } from '../errors.ts';
import { hashPassword, oneTimePassword } from './passwords.ts';

export interface NewAccount {
  username: string;
  name: string;
  role: AccountRole | null;
  unit: string | null;
}

/**
 * Makes an account with a one-time password, which is given back this once and must be changed at the first log-in.
 * @throws Refusal `account_exists`
 */
export async function makeAccount(pool: Pool, { username, name, role, unit }: NewAccount): Promise<{ id: string; password: string }> {
  const id = randomUUID();
  const password = oneTimePassword();
  const hash = await hashPassword(password);
  try {
    await inTransaction(pool, async (client) => {
      await client.query(
        `INSERT INTO "user" (id, name, email, username, display_username, role, unit, must_change) VALUES ($1, $2, $3, $4, $5, $6, $7, true)`,
        [id, name, `${id}@accounts.invalid`, username.toLowerCase(), username, role, unit],
      );
      await client.query(`INSERT INTO account (id, account_id, provider_id, user_id, password) VALUES ($1, $2, 'credential', $2, $3)`, [
        randomUUID(),
        id,
        hash,
      ]);
    });
  } catch (error) {
    throw sqlState(error) === '23505' ? new Refusal('account_exists') : error;
  }
  return { id, password };
}

/** Gives an account a new one-time password and ends its sessions. */
export async function resetPassword(pool: Pool, id: string): Promise<string> {
  const password = oneTimePassword();
  const hash = await hashPassword(password);
  await inTransaction(pool, async (client) => {
    await client.query("UPDATE account SET password = $2, updated_at = now() WHERE user_id = $1 AND provider_id = 'credential'", [
      id,
      hash,
    ]);
    await client.query('UPDATE "user" SET must_change = true, updated_at = now() WHERE id = $1', [id]);
    await endSessions(client, id);
  });
  return password;
}

/** Sets what an account may do. Sessions end, so that nothing goes on with the old role. */
export async function setRole(pool: Pool, id: string, role: AccountRole | null, unit: string | null): Promise<void> {
  await inTransaction(pool, async (client) => {
    await client.query('UPDATE "user" SET role = $2, unit = $3, updated_at = now() WHERE id = $1', [id, role, unit]);
    await endSessions(client, id);
  });
}

export async function setDisabled(pool: Pool, id: string, disabled: boolean): Promise<void> {
  await inTransaction(pool, async (client) => {
    await client.query('UPDATE "user" SET banned = $2, ban_expires = NULL, updated_at = now() WHERE id = $1', [id, disabled]);
    await endSessions(client, id);
  });
}

/** For who lost the phone and the recovery codes: log-in asks for the password alone until another factor is set up. */
export async function removeSecondFactor(pool: Pool, id: string): Promise<void> {
  await inTransaction(pool, async (client) => {
    await client.query('DELETE FROM two_factor WHERE user_id = $1', [id]);
    await client.query('UPDATE "user" SET two_factor_enabled = false, updated_at = now() WHERE id = $1', [id]);
    await endSessions(client, id);
  });
}

async function endSessions(client: PoolClient, id: string): Promise<void> {
  await client.query('DELETE FROM session WHERE user_id = $1', [id]);
}

async function inTransaction(pool: Pool, work: (client: PoolClient) => Promise<void>): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await work(client);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}
