import { createHash } from 'node:crypto';
import type { Pool } from 'pg';

const allowed = 5;
const lockMinutes = 15;

/**
 * Takes one of the attempts a user name has, before the password is looked at, so that attempts made at the same time count too.
 * Names nobody has are counted and locked alike: an answer never tells whether an account exists.
 * @returns false when five have failed in a row and fifteen minutes have not passed
 */
export async function takeAttempt(pool: Pool, username: string): Promise<boolean> {
  const { rows } = await pool.query<{ count: number }>(
    `INSERT INTO login_failure AS f (username, count) VALUES ($1, 1)
     ON CONFLICT (username) DO UPDATE SET
       count = CASE WHEN f.locked_until <= now() THEN 1 ELSE least(f.count + 1, $2 + 1) END,
       locked_until = CASE WHEN f.locked_until > now() THEN f.locked_until
                           WHEN f.locked_until IS NULL AND f.count + 1 >= $2 THEN now() + make_interval(mins => $3) END
     RETURNING count`,
    [await countedAs(pool, username), allowed, lockMinutes],
  );
  return (rows[0]?.count ?? 0) <= allowed;
}

/** A log-in that succeeded forgets the failures before it; a security administrator does the same by hand. */
export async function forgetFailures(pool: Pool, username: string): Promise<void> {
  await pool.query('DELETE FROM login_failure WHERE username = $1', [await countedAs(pool, username)]);
}

/** Names that are nobody's share a bounded number of rows: guessing at random cannot fill the table. */
async function countedAs(pool: Pool, username: string): Promise<string> {
  const name = username.toLowerCase();
  const { rowCount } = await pool.query('SELECT 1 FROM "user" WHERE username = $1', [name]);
  return rowCount === 1 ? name : `?${createHash('sha256').update(name).digest('hex').slice(0, 4)}`;
}
