/** SQLSTATE of a database error, or null. */
export function sqlState(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}

/**
 * What a retry can mend: the command was answered meanwhile (DB002), two audit rows met
 * (unique violation), or the database asked for it (serialization, deadlock). A lost connection is not in it: whoever gave
 * the command repeats it with the same id.
 */
const transient = new Set(['DB002', '23505', '40001', '40P01']);

export function isTransient(error: unknown): boolean {
  const state = sqlState(error);
  return state !== null && transient.has(state);
}

/** The connection or the server went away: nothing is known of the last statement. */
export function isConnectionLoss(error: unknown): boolean {
  const state = sqlState(error);
  if (state === null) return error instanceof Error && /Connection terminated|timeout exceeded when trying to connect/.test(error.message);
  return /^(ECONN|EPIPE|ETIMEDOUT|ENOENT)/.test(state) || state.startsWith('57P') || state.startsWith('08');
}
