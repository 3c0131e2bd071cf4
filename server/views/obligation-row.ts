import { obligationLight } from '../../domain/light.ts';
import type { Obligation } from '../../domain/obligation.ts';
import type { LightKey } from '../contract/common.ts';
import type { ObligationRow } from '../contract/obligations.ts';
import type { OwedRow } from '../queries/obligation.ts';
import type { Viewing } from './ledger-row.ts';

export function lightOfObligation(life: Obligation, { campaign, now }: Pick<Viewing, 'campaign' | 'now'>): LightKey {
  const ladder = campaign.plan.obligations.find(({ key }) => key === life.key)?.ladder ?? { restDay: 'before' as const };
  return obligationLight(life, ladder, now, campaign.calendar);
}

/** An obligation as the actor may see it. `life` is given where it is another than the row's: the first answer to a repeated command. */
export function obligationRow(row: OwedRow, viewing: Pick<Viewing, 'campaign' | 'now'>, life = row.life): ObligationRow {
  const { campaign, now } = viewing;
  return {
    id: row.id,
    key: row.key,
    rule: row.rule,
    period: row.period,
    kind: row.kind,
    name: row.name,
    unit: campaign.unit(life.unit),
    starts: row.starts,
    due: life.due,
    status: life.status,
    light: lightOfObligation(life, viewing),
    begun: campaign.calendar.opening(row.starts) <= now,
    late: life.late,
    returns: life.returns,
    responsible: life.responsible === null ? null : { id: life.responsible, name: row.person ?? '' },
    changedAt: row.changedAt,
  };
}
