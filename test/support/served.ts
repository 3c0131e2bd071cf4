import { randomUUID } from 'node:crypto';
import { Writable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { PrismaClient } from '../../generated/prisma/client.ts';
import type { AccountRole } from '../../domain/actor.ts';
import { prismaAdapter } from '../../platform/database.ts';
import { openLog } from '../../platform/log.ts';
import { buildApp } from '../../server/app.ts';
import { makeAccount } from '../../server/auth/accounts.ts';
import { makeAuth } from '../../server/auth/better-auth.ts';
import { campaignReader } from '../../server/campaign.ts';
import type { Parts } from '../../server/parts.ts';
import { launchedCampaign, type Stage } from './campaign.ts';
import { testConfig } from './stack.ts';

export interface Asked {
  method: string;
  url: string;
  /** Sent as JSON unless it is text or a form. */
  payload?: object | string | FormData;
  headers?: Record<string, string>;
}

export interface Answered {
  statusCode: number;
  headers: Headers;
  body: string;
  bytes: Uint8Array;
  json(): unknown;
}

/** A client of the server as one account: keeps its cookies as a browser does. */
export interface Client {
  accountId: string;
  username: string;
  get(url: string): Promise<Answered>;
  post(url: string, payload?: object): Promise<Answered>;
  ask(asked: Asked): Promise<Answered>;
}

export interface Served {
  stage: Stage;
  app: FastifyInstance;
  parts: Parts;
  /** Everything the server has logged. */
  logged(): string;
  /** Somebody not logged in. */
  stranger(): Client;
  /** An account with its password changed, logged in. */
  as(role: AccountRole | null, unit?: string): Promise<Client>;
  close(): Promise<void>;
}

export const password = 'a password of the tests';

/** The server over a launched campaign; the clock is the stage's. */
export async function servedCampaign(
  local: string,
  { obligations = false, ...changes }: Partial<Parts> & { obligations?: boolean } = {},
): Promise<Served> {
  const stage = await launchedCampaign(local, { obligations });
  const config = testConfig({ databaseUrl: stage.url });
  const prisma = new PrismaClient({ adapter: prismaAdapter(config, 'app') });
  let written = '';
  const sink = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      written += chunk.toString();
      done();
    },
  });
  const parts: Parts = {
    config,
    pool: stage.app,
    enginePool: stage.pool,
    clock: { now: stage.deps.now, offsetMs: () => 0 },
    auth: makeAuth(prisma, config),
    campaign: campaignReader(stage.pool, 0),
    callPostman: () => Promise.resolve(),
    log: openLog({ logLevel: 'trace' }, 'server', sink),
    limits: { logIn: 10_000, links: 10_000 },
    ...changes,
  };
  const app = await buildApp(parts);
  const address = await app.listen({ host: '127.0.0.1', port: 0 });
  const stranger = () => clientOf(address, '', '');
  return {
    stage,
    app,
    parts,
    logged: () => written,
    stranger,
    as: async (role, unit) => {
      const username = `${role ?? 'none'}-${randomUUID().slice(0, 8)}`;
      const { id, password: first } = await makeAccount(stage.app, { username, name: `测试${role ?? ''}`, role, unit: unit ?? null });
      const client = clientOf(address, id, username);
      await logInFirst(client, first);
      return client;
    },
    close: async () => {
      await app.close();
      await prisma.$disconnect();
      await stage.close();
    },
  };
}

/** Somebody with a browser at this address. */
export function clientOf(address: string, accountId: string, username: string): Client {
  const jar = new Map<string, string>();
  const ask = async ({ method, url, payload, headers = {} }: Asked): Promise<Answered> => {
    const plain = payload === undefined || typeof payload === 'string' || payload instanceof FormData;
    const answer = await fetch(address + url, {
      method,
      redirect: 'manual',
      headers: {
        ...(plain ? {} : { 'content-type': 'application/json' }),
        ...(jar.size === 0 ? {} : { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') }),
        ...headers,
      },
      ...(payload === undefined ? {} : { body: plain ? payload : JSON.stringify(payload) }),
    });
    for (const cookie of answer.headers.getSetCookie()) {
      const [pair = '', ...attributes] = cookie.split('; ');
      const name = pair.slice(0, pair.indexOf('='));
      if (attributes.includes('Max-Age=0')) jar.delete(name);
      else jar.set(name, pair.slice(name.length + 1));
    }
    const bytes = new Uint8Array(await answer.arrayBuffer());
    const body = Buffer.from(bytes).toString();
    return { statusCode: answer.status, headers: answer.headers, body, bytes, json: () => JSON.parse(body) as unknown };
  };
  return {
    accountId,
    username,
    ask,
    get: (url) => ask({ method: 'GET', url }),
    post: (url, payload = {}) => ask({ method: 'POST', url, payload }),
  };
}

/** Logs in with the one-time password and changes it. */
export async function logInFirst(client: Client, first: string): Promise<void> {
  await expectOk(client.post('/api/session', { username: client.username, password: first }));
  await expectOk(client.post('/api/session/password', { current: first, password }));
}

async function expectOk(answer: Promise<Answered>): Promise<void> {
  const { statusCode, body } = await answer;
  if (statusCode >= 300) throw new Error(`${statusCode}: ${body}`);
}
