import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openClock, type VirtualClock } from '../../commands/clock.ts';
import type { ClockView } from '../../server/contract/clock.ts';
import { servedCampaign, type Client, type Served } from '../support/served.ts';

let served: Served;
let clock: VirtualClock;
let office: Client;
let rounds = 0;

beforeAll(async () => {
  served = await servedCampaign('2023-07-13T08:55', {
    clock: { now: () => clock.now(), offsetMs: () => clock.offsetMs() },
    callPostman: async () => {
      rounds++;
      await served.stage.owner.query(
        "UPDATE agenda SET claimed_at = now() WHERE at <= (SELECT now() + offset_ms * interval '1 millisecond' FROM clock)",
      );
    },
  });
  clock = await openClock(served.stage.app);
  office = await served.as('coordinator');
});
afterAll(async () => {
  await clock.close();
  await served.close();
});

const at = (local: string) => Date.parse(`${local}:00+08:00`);
const now = async () => ((await office.get('/api/clock')).json() as ClockView).now;

describe('the clock of a demonstration', () => {
  it('goes forward by stopping at each morning with letters', async () => {
    await served.stage.enter('yanjin', [{ due: '2023-07-15', difficulty: 'complex', dueText: '7月15日' }]);
    const moved = (await office.post('/api/clock', { to: at('2023-07-18T12:00') })).json() as ClockView;
    expect(moved).toMatchObject({ moving: false, demo: true });
    expect(moved.now).toBeGreaterThanOrEqual(at('2023-07-18T12:00'));
    expect(rounds).toBeGreaterThanOrEqual(3);
  });

  it('does not go back, and nobody but who runs the demonstration moves it', async () => {
    const before = await now();
    expect((await office.post('/api/clock', { to: at('2023-07-14T12:00') })).json()).toMatchObject({ error: { code: 'clock_backwards' } });
    const officer = await served.as('countyOfficer', 'yanjin');
    expect((await officer.post('/api/clock', { to: at('2023-08-18T12:00') })).statusCode).toBe(403);
    expect(await now()).toBeLessThan(before + 60_000);
    expect((await office.post('/api/clock', { to: 1e300 })).statusCode).toBe(400);
  });
});
