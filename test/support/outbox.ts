import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type pg from 'pg';
import { agenda } from '../../domain/agenda.ts';
import type { Actor } from '../../domain/actor.ts';
import { makeCalendar, type Moment } from '../../domain/calendar.ts';
import { decide, type ItemCommand } from '../../domain/decide.ts';
import { clockState, register, type LedgerItem } from '../../domain/ledger-item.ts';
import type { Role } from '../../domain/plan.ts';
import type { Rules } from '../../domain/subject.ts';
import { openJournal, type SendJournal } from '../../commands/outbox/journal.ts';
import type { OutboxDeps } from '../../commands/outbox/deps.ts';
import { tick } from '../../commands/outbox/tick.ts';
import { renderDigest } from '../../documents/digest/render.ts';
import { openPool } from '../../platform/database.ts';
import { openMailTransport, type MailTransport } from '../../platform/mail.ts';
import { china2023, complexRules, difficultRules, generalRules } from './rules.ts';
import { startScriptedSmtp, type ReceivedMail, type ScriptedSmtp } from './scripted-smtp.ts';
import { runFolder } from './shared.ts';
import { freshDatabase } from './stack.ts';

export const campaign = 'test-campaign';
export const calendar = makeCalendar(china2023);
const coordinator: Actor = { id: 'coordinator', role: 'coordinator' };

const role = (key: string, zh: string, scope: Role['scope'], reportsTo?: string): Role => ({
  key,
  name: { zh },
  scope,
  ...(reportsTo === undefined ? {} : { reportsTo }),
});
export const roles: Role[] = [
  role('responsible', '责任人', 'subject', 'countyDirector'),
  role('contact', '联系人', 'unit', 'countyDirector'),
  role('countyDirector', '单位负责人', 'unit', 'office'),
  role('office', '办公室', 'campaign', 'deputies'),
  role('deputies', '副组长', 'campaign', 'leader'),
  role('leader', '组长', 'campaign'),
];

export interface TestPerson {
  id: string;
  email: string;
}

export interface TestItem {
  id: string;
  life: LedgerItem;
}

/** A campaign with a post office of its own: a database, a real SMTP server, and the hands to play both sides. */
export interface OutboxStage {
  owner: pg.Pool;
  smtp: ScriptedSmtp;
  deps: OutboxDeps;
  /** Virtual now, moved by tests. */
  at(local: string): Moment;
  journalFile: string;
  databaseUrl: string;
  tick(extra?: Partial<OutboxDeps>): ReturnType<typeof tick>;
  person(name: string, unit: string, roles: string[], more?: Record<string, unknown>): Promise<TestPerson>;
  item(about: Partial<TestItemInput>): Promise<TestItem>;
  /** What `execute` does to a row: state and agenda, in one transaction. */
  give(item: TestItem, command: ItemCommand, actor?: Actor): Promise<void>;
  /** Each message since the last call as `recipient: rung, rung`, sorted. What is not asked for fails the test: see `close`. */
  mail(): Promise<string[]>;
  /** The same messages as they came. */
  take(): ReceivedMail[];
  restart(): Promise<void>;
  close(): Promise<void>;
}

export interface TestItemInput {
  county: string;
  rules: Rules;
  responsible: TestPerson | null;
  responsibleName: string;
  problem: string;
  institution: string;
  assignedAt: string;
}

export async function openStage(): Promise<OutboxStage> {
  const database = await freshDatabase();
  const owner = openPool({ database: { url: database.url, poolSize: 4 } }, 'owner');
  const pool = openPool({ database: { url: database.url, poolSize: 12 } }, 'engine');
  const smtp = await startScriptedSmtp();
  const journalFile = join(runFolder(), 'journals', randomUUID(), 'sent.jsonl');
  let journal: SendJournal = await openJournal(journalFile);
  let transport: MailTransport = openMailTransport(mailConfig(smtp.url));
  let now = moment('2023-07-03T10:00');
  let read = 0;
  let number = 0;
  await seed(owner);
  const deps = (): OutboxDeps => ({
    pool,
    now: () => now,
    transport,
    render: renderDigest,
    journal,
    from: '督办 <duban@duban.invalid>',
    publicUrl: 'http://127.0.0.1:3535',
    linkKey: 'key for links in tests',
  });
  const take = () => {
    const fresh = smtp.received.slice(read);
    read = smtp.received.length;
    return fresh;
  };
  return {
    owner,
    smtp,
    get deps() {
      return deps();
    },
    journalFile,
    databaseUrl: database.url,
    at: (local) => (now = moment(local)),
    tick: (extra = {}) => tick({ ...deps(), ...extra }),
    person: async (name, unit, held, more = {}) => {
      const person = { id: randomUUID(), email: `${randomUUID().slice(0, 8)}@people.invalid`, ...more };
      const columns = { id: person.id, campaign, unit, name, roles: held, email: person.email, ...more };
      const names = Object.keys(columns);
      await owner.query(
        `INSERT INTO person (${names.join(', ')}) VALUES (${names.map((_, index) => `$${index + 1}`).join(', ')})`,
        Object.values(columns),
      );
      return person;
    },
    item: async (about) => {
      number += 1;
      const item = await insertItem(owner, number, about, now);
      return item;
    },
    give: async (item, command, actor = coordinator) => {
      item.life = await change(owner, item.life, command, actor, now);
    },
    mail: async () => describeMail(owner, take()),
    take,
    restart: async () => {
      transport.close();
      await journal.close();
      journal = await openJournal(journalFile);
      transport = openMailTransport(mailConfig(smtp.url));
    },
    close: async () => {
      transport.close();
      await journal.close();
      await pool.end();
      const unexpected = await describeMail(owner, take());
      await owner.end();
      await smtp.close();
      await database.drop();
      if (unexpected.length > 0) throw new Error(`unexpected messages:\n${unexpected.join('\n')}`);
    },
  };
}

export function moment(local: string): Moment {
  return Date.parse(`${local}:00+08:00`);
}

function mailConfig(url: string) {
  return { mail: { url, poolSize: 5, from: '督办 <duban@duban.invalid>' } };
}

const allRules: Rules[] = [generalRules, complexRules, difficultRules];

async function seed(owner: pg.Pool): Promise<void> {
  const plan = {
    name: { zh: '专项整治' },
    issuer: '某市人社局',
    calendar: china2023,
    roles,
    contacts: [{ phone: '3026260' }],
    hotlines: [],
  };
  await owner.query('INSERT INTO campaign (id, name, plan, launched_at) VALUES ($1, $2, $3, now())', [campaign, '专项整治', plan]);
  for (const rules of allRules) {
    await owner.query('INSERT INTO rules (campaign, key, version, rules) VALUES ($1, $2, 1, $3)', [campaign, rules.key, rules]);
  }
  for (const [key, name] of [
    ['yanjin', '延津县'],
    ['weihui', '卫辉市'],
  ]) {
    await owner.query(`INSERT INTO unit (campaign, key, name, addressed_as, kind) VALUES ($1, $2, $3, $3, 'county')`, [
      campaign,
      key,
      name,
    ]);
  }
}

async function insertItem(owner: pg.Pool, number: number, about: Partial<TestItemInput>, now: Moment): Promise<TestItem> {
  const rules = about.rules ?? complexRules;
  const responsible = about.responsible ?? null;
  const identity = {
    id: randomUUID(),
    county: about.county ?? 'yanjin',
    difficulty: rules.key,
    due: null,
    responsible: responsible?.id ?? null,
  };
  const registered = register(identity, 1);
  const at = about.assignedAt === undefined ? now : moment(about.assignedAt);
  await owner.query(
    `INSERT INTO ledger_item (id, campaign, number, county, institution, problem, identity, responsible_name, life, status, difficulty, due, responsible,
       revision, arm_revision, created_at, changed_at)
     VALUES ($1::uuid, $2, $3, $4, $5, $6, $1::uuid::text, $7, $8, $9, $10, NULL, $11, 0, 0, $12, $12)`,
    [
      identity.id,
      campaign,
      number,
      identity.county,
      about.institution ?? '某职业培训学校',
      about.problem ?? `问题 ${number}`,
      about.responsibleName ?? null,
      registered,
      registered.status,
      rules.key,
      identity.responsible,
      new Date(at).toISOString(),
    ],
  );
  const life = await change(owner, registered, { action: 'assign' }, coordinator, at);
  return { id: identity.id, life };
}

async function change(owner: pg.Pool, life: LedgerItem, command: ItemCommand, actor: Actor, now: Moment): Promise<LedgerItem> {
  const rules = allRules.find(({ key }) => key === life.difficulty) ?? complexRules;
  const next = decide(life, command, actor, { now, calendar, rules });
  const change = {
    kind: 'item',
    as: JSON.stringify({ id: actor.id, role: actor.role, units: '*' }),
    id: randomUUID(),
    campaign,
    unit: next.county,
    subject: life.id,
    at: now,
    actor: actor.id,
    role: actor.role,
    action: command.action,
    result: 'done',
    detail: {},
    expected: life.revision,
    generation: life.generation,
    life: next,
    content: {},
    agenda: agenda(clockState(next), rules.ladder, calendar).map(({ to, ...entry }) => ({ ...entry, roles: to })),
    wake: false,
    receipt: {},
  };
  await owner.query('SELECT duban_write_changes($1)', [JSON.stringify([change])]);
  return next;
}

async function describeMail(owner: pg.Pool, mails: ReceivedMail[]): Promise<string[]> {
  const keys = mails.flatMap((mail) => mail.keys);
  const { rows } = await owner.query<{ key: string; rung: string; number: number }>(
    'SELECT l.key, l.rung, i.number FROM delivery_line l JOIN ledger_item i ON i.id = l.subject WHERE l.key = ANY($1)',
    [keys],
  );
  const { rows: people } = await owner.query<{ email: string; name: string }>('SELECT email, name FROM person WHERE email IS NOT NULL');
  const names = new Map(people.map(({ email, name }) => [email, name]));
  const lines = new Map(rows.map(({ key, rung, number }) => [key, `${number} ${rung}`]));
  return mails
    .map(
      (mail) =>
        `${names.get(mail.recipient) ?? mail.recipient}: ${mail.keys
          .map((key) => lines.get(key) ?? 'unknown')
          .sort()
          .join(', ')}`,
    )
    .sort();
}
