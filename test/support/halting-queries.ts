import pg from 'pg';

/**
 * Where a process is to stop, to be killed there: `before` the statement is sent, `in flight` with no answer awaited, or `after` it has
 * been carried out and before anybody hears of it.
 */
export interface Halt {
  /** Names of prepared statements, or what the statement's text begins with. */
  statements: string[];
  /** Only the statement with this among its values. */
  holding?: string;
  when: 'before' | 'in flight' | 'after';
}

type Query = (this: pg.Client, statement: unknown, values: unknown, done: unknown) => unknown;

/** Stops this process at the first such statement of any of its connections: whoever waits for it waits for ever. */
export function haltAt(halt: Halt, halted: () => void): void {
  // Handed on with its client each time.
  // eslint-disable-next-line @typescript-eslint/unbound-method
  const send = pg.Client.prototype.query as unknown as Query;
  const halting: Query = function (statement, values, done) {
    if (!isMeant(halt, statement, values)) return send.call(this, statement, values, done);
    if (halt.when !== 'before') send.call(this, statement, values, halt.when === 'after' ? halted : () => undefined);
    if (halt.when !== 'after') halted();
    return new Promise<never>(() => undefined);
  };
  pg.Client.prototype.query = halting as unknown as typeof pg.Client.prototype.query;
}

function isMeant({ statements, holding }: Halt, statement: unknown, values: unknown): boolean {
  const { name = '', text = '' } = (typeof statement === 'string' ? { text: statement } : statement) as { name?: string; text?: string };
  if (!statements.some((meant) => name === meant || text.trimStart().startsWith(meant))) return false;
  return holding === undefined || JSON.stringify([statement, values]).includes(holding);
}
