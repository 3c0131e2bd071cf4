import type { Pool, PoolClient } from 'pg';
import { clockState, type LedgerItem } from '../domain/ledger-item.ts';
import { obligationClock, obligationRulesKey, type Obligation } from '../domain/obligation.ts';
import type { Plan } from '../domain/plan.ts';
import type { Rules } from '../domain/subject.ts';
import { readOffset } from './clock.ts';
import { rulesOf } from './rules.ts';

/** What a subject's workflow is to be told: all it needs to be started, or started again, from nothing. */
export type News = ItemNews | ObligationNews | CampaignNews | ImportNews;

export interface SubjectNews {
  campaign: string;
  subject: string;
  state: ReturnType<typeof clockState>;
  rules: Rules;
  /** Virtual now = real now + this. */
  offsetMs: number;
}

export interface ItemNews extends SubjectNews {
  kind: 'item';
}

export interface ObligationNews extends SubjectNews {
  kind: 'obligation';
  unit: string;
  key: string;
}

export interface CampaignNews {
  kind: 'campaign';
  campaign: string;
  subject: string;
  status: string;
  phases: Pick<Plan['phases'][number], 'key' | 'starts' | 'ends'>[];
  zone: string;
  offsetMs: number;
}

export interface ImportNews {
  kind: 'import';
  campaign: string;
  subject: string;
}

interface Wake {
  kind: string;
  campaign: string;
  subject: string;
}

/** The newest state of every subject that is named, once each, in as few statements as there are kinds. A subject that is not there is left out. */
export async function readNews(pool: Pool, client: PoolClient, wakes: Wake[]): Promise<News[]> {
  const offsetMs = await readOffset(client);
  const subjects = (kind: string) => [...new Set(wakes.filter((wake) => wake.kind === kind).map((wake) => wake.subject))];
  const items = await itemNews(pool, client, subjects('item'), offsetMs);
  const obligations = await obligationNews(pool, client, subjects('obligation'), offsetMs);
  const campaigns = await campaignNews(client, subjects('campaign'), offsetMs);
  const imports = new Map(wakes.filter((wake) => wake.kind === 'import').map((wake) => [wake.subject, wake.campaign]));
  // Imports first: their workflow counts the items that follow.
  return [
    ...campaigns,
    ...[...imports].map(([subject, campaign]): ImportNews => ({ kind: 'import', campaign, subject })),
    ...items,
    ...obligations,
  ];
}

async function itemNews(pool: Pool, client: PoolClient, ids: string[], offsetMs: number): Promise<ItemNews[]> {
  if (ids.length === 0) return [];
  const text = 'SELECT campaign, life FROM ledger_item WHERE id = ANY($1::uuid[])';
  const { rows } = await client.query<{ campaign: string; life: LedgerItem }>(text, [ids]);
  return Promise.all(
    rows.map(async ({ campaign, life }) => {
      const rules = await rulesOf(pool, campaign, life.difficulty, life.rulesVersion);
      return { kind: 'item' as const, campaign, subject: life.id, state: clockState(life), rules, offsetMs };
    }),
  );
}

async function obligationNews(pool: Pool, client: PoolClient, ids: string[], offsetMs: number): Promise<ObligationNews[]> {
  if (ids.length === 0) return [];
  const text = 'SELECT campaign, life FROM obligation WHERE id = ANY($1::uuid[])';
  const { rows } = await client.query<{ campaign: string; life: Obligation }>(text, [ids]);
  return Promise.all(
    rows.map(async ({ campaign, life }) => {
      const { id, unit, key } = life;
      const rules = await rulesOf(pool, campaign, obligationRulesKey(key), life.rulesVersion);
      return { kind: 'obligation' as const, campaign, subject: id, unit, key, state: obligationClock(life), rules, offsetMs };
    }),
  );
}

/** Campaigns carry no revision: two relays must not overtake each other, so each campaign is told by one at a time. */
async function campaignNews(client: PoolClient, ids: string[], offsetMs: number): Promise<CampaignNews[]> {
  const news: CampaignNews[] = [];
  for (const id of ids.sort()) {
    await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 13))', [`relay:${id}`]);
    const text = `SELECT status, plan -> 'phases' AS phases, plan -> 'calendar' ->> 'zone' AS zone FROM campaign WHERE id = $1`;
    const { rows } = await client.query<Pick<CampaignNews, 'status' | 'phases' | 'zone'>>(text, [id]);
    for (const { status, phases, zone } of rows) {
      const days = phases.map(({ key, starts, ends }) => ({ key, starts, ends }));
      news.push({ kind: 'campaign', campaign: id, subject: id, status, phases: days, zone, offsetMs });
    }
  }
  return news;
}
