import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { linkTokenHash, makeLinkToken, type LinkAction } from '../../platform/link-token.ts';
import { keyFor } from '../../platform/secret.ts';
import type { LinkPage } from '../../server/contract/links.ts';
import { servedCampaign, type Client, type Served } from '../support/served.ts';

const county = 'yanjin';
let served: Served;
let browser: Client;
let person: string;
let leader: string;

beforeAll(async () => {
  served = await servedCampaign('2023-07-12T10:00');
  browser = served.stranger();
  person = await enter(county, '钱某某');
  const body = served.stage.plan.bodies[0]?.key ?? '';
  leader = await enter(body, '孙某');
});
afterAll(() => served.close());

async function enter(unit: string, name: string): Promise<string> {
  const id = randomUUID();
  await served.stage.owner.query(`INSERT INTO person (id, campaign, unit, name, roles) VALUES ($1, $2, $3, $4, '{}')`, [
    id,
    served.stage.plan.id,
    unit,
    name,
  ]);
  return id;
}

async function oneItem(due = '2023-07-15'): Promise<string> {
  const problem = `问题${randomUUID()}`;
  await served.stage.enter(county, [{ problem, due, dueText: '', difficulty: 'complex' }]);
  return (await served.stage.owner.query<{ id: string }>('SELECT id FROM ledger_item WHERE problem = $1', [problem])).rows[0]?.id ?? '';
}

function token(subject: string, actions: LinkAction[], { holder = person, days = 45 } = {}): string {
  const expiresAt = served.stage.deps.now() + days * 86_400_000;
  return makeLinkToken(keyFor(served.parts.config.secret, 'links'), { person: holder, subject, actions, expiresAt });
}

const work: LinkAction[] = ['sign', 'planMeasures', 'submit', 'requestExtension'];
const open = async (text: string) => browser.get(`/api/links/${text}`);
const act = (text: string, command: object) => browser.post(`/api/links/${text}`, { commandId: randomUUID(), ...command });
const revision = async (id: string) =>
  (await served.stage.owner.query<{ revision: number }>('SELECT revision FROM ledger_item WHERE id = $1', [id])).rows[0]?.revision;

describe('a mailed link', () => {
  it('changes nothing when it is opened, however often: mail scanners open every link', async () => {
    const id = await oneItem();
    const link = token(id, work);
    for (let visit = 0; visit < 5; visit++) expect((await open(link)).statusCode).toBe(200);
    expect((await browser.ask({ method: 'HEAD', url: `/api/links/${link}` })).statusCode).toBe(404);
    expect(await revision(id)).toBe(1);
    const trail = await served.stage.owner.query('SELECT 1 FROM audit WHERE subject = $1', [id]);
    expect(trail.rowCount).toBe(1);
  });

  it('shows its holder the one item and what can be done to it, and keeps the name masked', async () => {
    const page = (await open(token(await oneItem(), work))).json() as LinkPage;
    expect(page).toMatchObject({ holder: '钱**', item: { status: 'assigned', county: { key: county } }, unacknowledged: [] });
    expect([...page.actions].sort()).toEqual([...work].sort());
  });

  it('lets its holder sign and submit without an account, under their own name', async () => {
    const id = await oneItem();
    const link = token(id, work);
    expect((await act(link, { action: 'sign' })).json()).toMatchObject({ item: { status: 'signed' } });
    expect((await act(link, { action: 'submit', note: '已整改' })).json()).toMatchObject({
      item: { status: 'submitted' },
      actions: [],
      receipt: { next: null },
    });
    const { rows } = await served.stage.owner.query<{ actor: string; role: string }>(
      'SELECT actor, role FROM audit WHERE subject = $1 ORDER BY seq DESC LIMIT 1',
      [id],
    );
    expect(rows).toEqual([{ actor: `person:${person}`, role: 'institution' }]);
  });

  it('gives the first answer when the same act is sent twice', async () => {
    const link = token(await oneItem(), work);
    const commandId = randomUUID();
    const first = await act(link, { action: 'sign', commandId });
    expect((await act(link, { action: 'sign', commandId })).json()).toEqual(first.json());
  });

  it('allows only the acts it was mailed for', async () => {
    const link = token(await oneItem(), ['acknowledge']);
    expect((await act(link, { action: 'submit', note: '已整改' })).json()).toMatchObject({ error: { code: 'not_permitted' } });
    expect((await act(link, { action: 'close' })).statusCode).toBe(400);
  });

  it('lets the leadership group acknowledge an escalation of any county', async () => {
    const id = await oneItem('2023-07-05');
    served.stage.setNow('2023-07-17T10:00');
    const link = token(id, ['acknowledge'], { holder: leader });
    const { unacknowledged } = (await open(link)).json() as LinkPage;
    expect(unacknowledged.length).toBeGreaterThan(0);
    expect((await act(link, { action: 'acknowledge', rung: unacknowledged[0] })).statusCode).toBe(200);
    expect(((await open(link)).json() as LinkPage).unacknowledged).toEqual(unacknowledged.slice(1));
    served.stage.setNow('2023-07-12T10:00');
  });

  it('is refused when forged, expired, revoked, of somebody who has left, or of an item that went to another county', async () => {
    const id = await oneItem();
    const link = token(id, work);
    const code = async (text: string) => ((await open(text)).json() as { error: { code: string } }).error.code;
    expect(await code(`${link.slice(0, -2)}AA`)).toBe('link_invalid');
    expect(await code(makeLinkToken('another key', { person, subject: id, actions: ['sign'], expiresAt: Date.now() }))).toBe(
      'link_invalid',
    );
    expect(await code(token(id, work, { days: -1 }))).toBe('link_expired');
    await served.stage.owner.query('INSERT INTO revoked_link (token_hash) VALUES ($1)', [linkTokenHash(link)]);
    expect(await code(link)).toBe('link_revoked');
    expect((await act(link, { action: 'sign' })).statusCode).toBe(410);
    const gone = await enter(county, '李某');
    const theirs = token(id, work, { holder: gone });
    expect((await open(theirs)).statusCode).toBe(200);
    await served.stage.owner.query('UPDATE person SET active = false WHERE id = $1', [gone]);
    expect(await code(theirs)).toBe('link_invalid');
    expect(await code(token(id, work, { holder: await enter('weihui', '周某') }))).toBe('link_invalid');
    expect(await revision(id)).toBe(1);
  });

  it('has its token in no log', async () => {
    const link = token(await oneItem(), work);
    await open(link);
    await act(link, { action: 'submit', note: '' });
    expect(served.logged()).not.toContain(link.slice(0, 24));
  });
});
