import { isIP } from 'node:net';
import { totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { environmentFault } from './fault.ts';
import { keptSecret } from './secret.ts';

const port = z.coerce.number().int().min(1).max(65_535);
const count = z.coerce.number().int().min(1);
const flag = z.enum(['true', 'false']).transform((text) => text === 'true');
const url = (...protocols: string[]) =>
  z
    .string()
    .refine(
      (text) => URL.canParse(text) && protocols.includes(new URL(text).protocol),
      `must be an address beginning with ${protocols.join(' or ')}`,
    );

/** Addresses, networks (`10.0.0.0/8`) and the names that the server's library knows for private ones. Never "everybody": whoever may name their own address has no limit. */
const proxies = z
  .string()
  .transform((text) => text.split(',').map((part) => part.trim()))
  .refine((parts) => parts.every(isProxy), 'must list addresses or networks, such as 127.0.0.1, 10.0.0.0/8 or loopback');

function isProxy(text: string): boolean {
  if (['loopback', 'linklocal', 'uniquelocal'].includes(text)) return true;
  const [address = '', bits, ...more] = text.split('/');
  const family = isIP(address);
  const fits = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) >= 1 && Number(bits) <= (family === 4 ? 32 : 128));
  return family !== 0 && fits && more.length === 0;
}

/** What each variable of the environment may be. `docs/operations.md` explains them to people. */
const variables = z.object({
  DUBAN_DATA: z.string().min(1).default('.duban'),
  DUBAN_SECRET: z.string().min(32, 'must have at least 32 characters').optional(),
  DATABASE_URL: url('postgres:', 'postgresql:').optional(),
  DATABASE_POOL: count.max(500).default(20),
  TEMPORAL_ADDRESS: z.string().min(1).optional(),
  TEMPORAL_NAMESPACE: z.string().min(1).default('default'),
  TEMPORAL_API_KEY: z.string().min(1).optional(),
  TEMPORAL_TLS: flag.optional(),
  TEMPORAL_TLS_CA: z.string().min(1).optional(),
  TEMPORAL_TLS_CERT: z.string().min(1).optional(),
  TEMPORAL_TLS_KEY: z.string().min(1).optional(),
  TEMPORAL_TLS_SERVER_NAME: z.string().min(1).optional(),
  TEMPORAL_CACHED_WORKFLOWS: count.optional(),
  SMTP_URL: url('smtp:', 'smtps:').optional(),
  SMTP_POOL: count.max(100).default(5),
  MAIL_FROM: z.string().includes('@').default('督办 <duban@duban.invalid>'),
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: port.default(3535),
  PUBLIC_URL: url('http:', 'https:').optional(),
  TRUST_PROXY: proxies.optional(),
  DUBAN_LOG_FILE: z.string().min(1).optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});

export interface Config {
  /** Absolute. Holds what the embedded stack keeps, the send journal and evidence. */
  readonly dataFolder: string;
  /** Key material for links and sessions; never logged. */
  readonly secret: string;
  readonly database: {
    /** Null: use the embedded Postgres. */
    readonly url: string | null;
    /** Connections each process keeps for each role. */
    readonly poolSize: number;
  };
  readonly temporal: {
    /** Null: use the embedded server. */
    readonly address: string | null;
    readonly namespace: string;
    readonly apiKey: string | null;
    /** Null: no TLS. Fields are paths of PEM files. */
    readonly tls: {
      readonly ca: string | null;
      readonly cert: string | null;
      readonly key: string | null;
      readonly serverName: string | null;
    } | null;
    readonly cachedWorkflows: number;
  };
  readonly mail: {
    /** Null: use the embedded mailbox. */
    readonly url: string | null;
    readonly poolSize: number;
    readonly from: string;
  };
  readonly server: {
    readonly host: string;
    readonly port: number;
    /** What links in messages begin with, without a trailing slash. */
    readonly publicUrl: string;
    /** Proxies in front whose word is taken for where a request comes from; empty: nobody's. */
    readonly trustedProxies: readonly string[];
  };
  /** Null: standard error. */
  readonly logFile: string | null;
  readonly logLevel: z.infer<typeof variables>['LOG_LEVEL'];
}

/**
 * Reads the environment once, and tells every fault of it together.
 * @param environment an empty variable counts as not set
 */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = variables.safeParse(given);
  const faults = parsed.success
    ? togetherFaults(parsed.data)
    : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  if (!parsed.success || faults.length > 0) {
    const list = faults.map((fault) => `  ${fault}`).join('\n');
    throw environmentFault(
      `环境变量有误，请改正后重试：\n${list}`,
      `The environment has faults (listed above): correct them and start again.`,
    );
  }
  return frozen(parsed.data);
}

/** The same configuration with the addresses of a stack that has been started. */
export function withAddresses(config: Config, addresses: { databaseUrl: string; temporalAddress: string; smtpUrl: string }): Config {
  return Object.freeze({
    ...config,
    database: Object.freeze({ ...config.database, url: addresses.databaseUrl }),
    temporal: Object.freeze({ ...config.temporal, address: addresses.temporalAddress }),
    mail: Object.freeze({ ...config.mail, url: addresses.smtpUrl }),
  });
}

/** For starting a part as a process of its own: the environment that makes `readConfig` give the same configuration. */
export function environmentOf(config: Config): NodeJS.ProcessEnv {
  return {
    ...inheritedEnvironment(),
    DUBAN_DATA: config.dataFolder,
    DUBAN_SECRET: config.secret,
    DATABASE_URL: config.database.url ?? '',
    TEMPORAL_ADDRESS: config.temporal.address ?? '',
    SMTP_URL: config.mail.url ?? '',
    HOST: config.server.host,
    PORT: String(config.server.port),
    PUBLIC_URL: config.server.publicUrl,
    TRUST_PROXY: config.server.trustedProxies.join(','),
    DUBAN_LOG_FILE: config.logFile ?? '',
  };
}

/** What programs we start inherit. */
export function inheritedEnvironment(): NodeJS.ProcessEnv {
  return { ...process.env };
}

function togetherFaults(given: z.infer<typeof variables>): string[] {
  const faults: string[] = [];
  if ((given.TEMPORAL_TLS_CERT === undefined) !== (given.TEMPORAL_TLS_KEY === undefined)) {
    faults.push('TEMPORAL_TLS_CERT, TEMPORAL_TLS_KEY: give both or neither');
  }
  if (given.TEMPORAL_API_KEY !== undefined && given.TEMPORAL_TLS === false)
    faults.push('TEMPORAL_TLS: an API key must not travel without TLS');
  return faults;
}

function frozen(given: z.infer<typeof variables>): Config {
  const dataFolder = resolve(given.DUBAN_DATA);
  return Object.freeze({
    dataFolder,
    secret: given.DUBAN_SECRET ?? keptSecret(join(dataFolder, 'secret')),
    database: Object.freeze({ url: given.DATABASE_URL ?? null, poolSize: given.DATABASE_POOL }),
    temporal: Object.freeze({
      address: given.TEMPORAL_ADDRESS ?? null,
      namespace: given.TEMPORAL_NAMESPACE,
      apiKey: given.TEMPORAL_API_KEY ?? null,
      tls: tlsOf(given),
      cachedWorkflows: given.TEMPORAL_CACHED_WORKFLOWS ?? affordableWorkflows(totalmem()),
    }),
    mail: Object.freeze({ url: given.SMTP_URL ?? null, poolSize: given.SMTP_POOL, from: given.MAIL_FROM }),
    server: Object.freeze({
      host: given.HOST,
      port: given.PORT,
      publicUrl: (given.PUBLIC_URL ?? `http://${given.HOST === '0.0.0.0' ? '127.0.0.1' : given.HOST}:${given.PORT}`).replace(/\/+$/, ''),
      trustedProxies: Object.freeze(given.TRUST_PROXY ?? []),
    }),
    logFile: given.DUBAN_LOG_FILE ?? null,
    logLevel: given.LOG_LEVEL,
  });
}

function tlsOf(given: z.infer<typeof variables>): Config['temporal']['tls'] {
  const named = [given.TEMPORAL_TLS_CA, given.TEMPORAL_TLS_CERT, given.TEMPORAL_TLS_SERVER_NAME, given.TEMPORAL_API_KEY].some(
    (v) => v !== undefined,
  );
  if (!(given.TEMPORAL_TLS ?? named)) return null;
  return Object.freeze({
    ca: given.TEMPORAL_TLS_CA ?? null,
    cert: given.TEMPORAL_TLS_CERT ?? null,
    key: given.TEMPORAL_TLS_KEY ?? null,
    serverName: given.TEMPORAL_TLS_SERVER_NAME ?? null,
  });
}

/** A cached workflow takes about 0.16 MB and ours sleep for weeks: as many as are worked on at a time, fewer where memory is short. */
export function affordableWorkflows(memoryBytes: number): number {
  return Math.min(40, Math.max(20, Math.floor(memoryBytes / 200 / (0.16 * 1024 * 1024))));
}
