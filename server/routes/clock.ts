import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { advanceClock } from '../../commands/advance-clock.ts';
import { readOffset } from '../../commands/clock.ts';
import { DomainError } from '../../domain/errors.ts';
import { runners } from '../access.ts';
import { signedIn } from '../account.ts';
import { auditAct } from '../audit-act.ts';
import { requireCampaign } from '../campaign.ts';
import { clock, moveClock, type ClockView } from '../contract/clock.ts';
import { Refusal } from '../errors.ts';
import type { Parts } from '../parts.ts';

/** An answer is given after this long; a long way is gone on with meanwhile. */
const patienceMs = 2_000;

/** Virtual time. Only a demonstration's is moved, only forward, stopping at each morning for its letters. */
export function clockRoutes(parts: Parts): FastifyPluginCallbackZod {
  let moving: Promise<void> | null = null;
  const view = async (): Promise<ClockView> => {
    const campaign = await parts.campaign();
    const realNow = Date.now();
    const offsetMs = await readOffset(parts.pool);
    return {
      now: realNow + offsetMs,
      realNow,
      offsetMs,
      zone: campaign?.plan.calendar.zone ?? 'UTC',
      demo: campaign?.demo ?? false,
      moving: moving !== null,
    };
  };
  return (app, _options, done) => {
    app.get('/clock', { config: { may: 'signedIn', polled: true }, schema: { tags: ['clock'], response: { 200: clock } } }, view);

    app.post(
      '/clock',
      { config: { may: runners }, schema: { tags: ['clock'], body: moveClock, response: { 200: clock } } },
      async (request) => {
        const campaign = await requireCampaign(parts.campaign);
        if (!campaign.demo) throw new Refusal('demo_only');
        const { to } = request.body;
        if (to < parts.clock.now()) throw new DomainError('clock_backwards');
        await auditAct(parts, signedIn(request), 'moveClock', 'done', { to: new Date(to).toISOString() });
        await moving?.catch(() => undefined);
        const journey = advanceClock({ pool: parts.enginePool, callPostman: parts.callPostman }, to);
        moving = journey;
        journey.then(
          () => (moving = null),
          (error: unknown) => {
            moving = null;
            parts.log.error({ err: error }, 'the clock could not be moved');
          },
        );
        await Promise.race([journey, new Promise((resolve) => setTimeout(resolve, patienceMs))]);
        return view();
      },
    );
    done();
  };
}
