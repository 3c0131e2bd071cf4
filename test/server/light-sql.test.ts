import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeCalendar } from '../../domain/calendar.ts';
import { light, obligationLight } from '../../domain/light.ts';
import type { ObligationStatus } from '../../domain/obligation.ts';
import type { Plan } from '../../domain/plan.ts';
import { lightBounds, lightSql, obligationLightSql } from '../../server/views/light-sql.ts';
import { launchedCampaign, type Stage } from '../support/campaign.ts';
import { china2023, complexRules, generalRules } from '../support/rules.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await launchedCampaign('2023-07-13T08:55');
});
afterAll(() => stage.close());

const calendar = makeCalendar(china2023);
const ladders = { before: complexRules.ladder, after: { ...generalRules.ladder, restDay: 'after' as const } };
const plan = {
  difficulties: [
    { key: 'before', ladder: ladders.before },
    { key: 'after', ladder: ladders.after },
  ],
  obligations: [
    { key: 'before', ladder: ladders.before },
    { key: 'after', ladder: ladders.after },
  ],
} as unknown as Plan;

describe('lights in queries', () => {
  it('are those of the domain, for every due day around holidays and weekends, at every hour of three weeks', async () => {
    const dues = Array.from({ length: 30 }, (_, index) => calendar.addDays('2023-09-22', index));
    const moments = Array.from({ length: 21 * 4 }, (_, index) => calendar.at('2023-09-25', '00:00') + index * 6 * 3_600_000);
    for (const now of moments) {
      const text = `SELECT i.due, i.difficulty, ${lightSql('$1')} AS light FROM
        (SELECT due, difficulty, 'signed' AS status FROM unnest($2::text[]) AS due, unnest(ARRAY['before', 'after']) AS difficulty) AS i`;
      const { rows } = await stage.owner.query<{ due: string; difficulty: 'before' | 'after'; light: string }>(text, [
        JSON.stringify(lightBounds({ calendar, plan }, now)),
        dues,
      ]);
      const wrong = rows.filter((row) => row.light !== light({ status: 'signed', due: row.due }, ladders[row.difficulty], now, calendar));
      expect(wrong).toEqual([]);
    }
  });

  it('are those of the domain for obligations too, in every standing', async () => {
    const dues = Array.from({ length: 30 }, (_, index) => calendar.addDays('2023-09-22', index));
    const moments = Array.from({ length: 21 * 2 }, (_, index) => calendar.at('2023-09-25', '00:00') + index * 12 * 3_600_000);
    for (const now of moments) {
      const text = `SELECT o.due, o.key, o.status, ${obligationLightSql('$1')} AS light FROM
        (SELECT due, key, status FROM unnest($2::text[]) AS due, unnest(ARRAY['before', 'after']) AS key,
          unnest(ARRAY['owed', 'submitted', 'accepted', 'waived']) AS status) AS o`;
      const { rows } = await stage.owner.query<{ due: string; key: 'before' | 'after'; status: ObligationStatus; light: string }>(text, [
        JSON.stringify(lightBounds({ calendar, plan }, now)),
        dues,
      ]);
      expect(rows.filter((row) => row.light !== obligationLight(row, ladders[row.key], now, calendar))).toEqual([]);
    }
  });
});
