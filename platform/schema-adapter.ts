import { randomUUID } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import {
  ColumnTypeEnum,
  DriverAdapterError,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils';
import pg from 'pg';

const CHAR = 18;

/** The catalogue's types "char" and name with their arrays, which adapter-pg refuses, and the text types they are shown to it as. */
const CATALOGUE_TYPES = new Map([
  [CHAR, 25],
  [19, 25],
  [1002, 1009],
  [1003, 1009],
]);

/** Of an answer's rows: which columns were "char". The engine wants some of them back as characters. */
const characterColumns = new WeakMap<object, number[]>();

/** The engine leaves its connections open: closing is up to us. */
interface ClosableAdapter extends SqlMigrationAwareDriverAdapterFactory {
  close(): Promise<void>;
}

/**
 * What Prisma's schema engine reads and writes the database through. Three things differ from adapter-pg's own: catalogue types are
 * readable, a script is sent whole (adapter-pg cuts it at every semicolon, also inside functions), and the shadow database is a database
 * of its own (given an address, adapter-pg would use the main one).
 * @param onScript told of each script before it runs
 */
export function schemaAdapter(url: string, onScript: (script: string) => void): ClosableAdapter {
  const connection = connectionOf(url);
  const main = new PrismaPg(connection);
  const opened: SqlDriverAdapter[] = [];
  return {
    provider: main.provider,
    adapterName: main.adapterName,
    connect: async () => {
      const adapter = await connect(connection, onScript);
      opened.push(adapter);
      return adapter;
    },
    close: async () => {
      for (const adapter of opened.splice(0)) await adapter.dispose();
    },
    connectToShadowDb: async () => {
      const database = `duban_shadow_${randomUUID().replaceAll('-', '')}`;
      await asAdmin(connection, `create database "${database}" template template0`);
      const shadow = await connect({ ...connection, database }, () => undefined);
      const dispose = shadow.dispose.bind(shadow);
      shadow.dispose = async () => {
        await dispose();
        await asAdmin(connection, `drop database if exists "${database}" with (force)`);
      };
      return shadow;
    },
  };
}

/** A database named beside a connection string is overruled by it: the string is taken apart. */
function connectionOf(url: string): pg.ClientConfig {
  const parsed = new URL(url);
  const ssl = parsed.searchParams.get('sslmode');
  return {
    host: parsed.hostname,
    port: Number(parsed.port || 5432),
    user: decodeURIComponent(parsed.username),
    password: decodeURIComponent(parsed.password),
    database: parsed.pathname.slice(1),
    ...(ssl === null || ssl === 'disable' ? {} : { ssl: { rejectUnauthorized: ssl.startsWith('verify') } }),
  };
}

async function connect(connection: pg.ClientConfig, onScript: (script: string) => void): Promise<SqlDriverAdapter> {
  const pool = new pg.Pool({ ...connection, max: 2 });
  pool.on('connect', readCatalogueTypes);
  const adapter = await new PrismaPg(pool, { disposeExternalPool: true }).connect();
  const dispose = adapter.dispose.bind(adapter);
  adapter.dispose = () => (pool.ending ? Promise.resolve() : dispose());
  adapter.executeScript = async (script) => {
    onScript(script);
    await pool.query(script).catch((error: unknown) => {
      throw scriptError(error);
    });
  };
  const queryRaw = adapter.queryRaw.bind(adapter);
  adapter.queryRaw = async (query) => {
    const answer = await queryRaw(query);
    for (const column of characterColumns.get(answer.rows) ?? []) answer.columnTypes[column] = ColumnTypeEnum.Character;
    return answer;
  };
  return adapter;
}

/** Several statements sent in one message are one transaction: a script that fails leaves nothing behind. */
function scriptError(error: unknown): DriverAdapterError {
  const { code, severity, message, detail, column, hint } = error as pg.DatabaseError;
  return new DriverAdapterError({ kind: 'postgres', code: code ?? 'XX000', severity: severity ?? 'ERROR', message, detail, column, hint });
}

type Answer = { fields?: { dataTypeID: number }[]; rows?: object } | undefined;

function readCatalogueTypes(client: pg.PoolClient): void {
  const query = client.query.bind(client) as (...given: unknown[]) => unknown;
  const relabelled = (answer: Answer): Answer => {
    const fields = answer?.fields ?? [];
    if (answer?.rows) {
      characterColumns.set(
        answer.rows,
        fields.flatMap(({ dataTypeID }, column) => (dataTypeID === CHAR ? [column] : [])),
      );
    }
    for (const field of fields) field.dataTypeID = CATALOGUE_TYPES.get(field.dataTypeID) ?? field.dataTypeID;
    return answer;
  };
  client.query = ((...given: unknown[]) => {
    const callback = given.at(-1);
    if (typeof callback !== 'function') return (query(...given) as Promise<Answer>).then(relabelled);
    return query(...given.slice(0, -1), (error: unknown, answer: Answer) => {
      (callback as (error: unknown, answer: Answer) => void)(error, relabelled(answer));
    });
  }) as typeof client.query;
}

async function asAdmin(connection: pg.ClientConfig, statement: string): Promise<void> {
  const client = new pg.Client(connection);
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
