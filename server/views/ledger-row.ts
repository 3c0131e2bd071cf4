import type { Actor } from '../../domain/actor.ts';
import type { Moment } from '../../domain/calendar.ts';
import { light } from '../../domain/light.ts';
import type { LedgerItem } from '../../domain/ledger-item.ts';
import { maskPhone, maskPhonesIn } from '../../domain/masking.ts';
import type { Campaign } from '../campaign.ts';
import type { LedgerRow } from '../contract/ledger-items.ts';
import type { LightKey } from '../contract/common.ts';
import type { ItemRow } from '../queries/rows.ts';

/** What answers are made with: for whom, of which campaign, when. */
export interface Viewing {
  actor: Actor;
  campaign: Campaign;
  now: Moment;
}

/** Only who speaks to institutions about their items needs their numbers: the office and the county's own people. */
export function needsPhones(actor: Actor): boolean {
  return actor.role === 'coordinator' || actor.role === 'countyOfficer' || actor.role === 'countyDirector';
}

export function lightOf(item: LedgerItem, { campaign, now }: Pick<Viewing, 'campaign' | 'now'>): LightKey {
  const ladder = campaign.plan.difficulties.find(({ key }) => key === item.difficulty)?.ladder ?? { restDay: 'before' as const };
  return light(item, ladder, now, campaign.calendar);
}

/** A row of the ledger as the actor may see it. `life` is given where it is another than the row's: the first answer to a repeated command. */
export function ledgerRow(row: ItemRow, viewing: Viewing, life = row.life): LedgerRow {
  const { campaign, actor } = viewing;
  const open = needsPhones(actor);
  const free = (text: string) => (open ? text : maskPhonesIn(text));
  return {
    id: row.id,
    number: row.number,
    county: campaign.unit(life.county),
    institution: row.institution,
    problem: free(row.problem),
    people: row.people,
    amountYuan: row.amountYuan,
    difficulty: campaign.difficulty(life.difficulty),
    status: life.status,
    light: lightOf(life, viewing),
    due: life.due,
    dueText: row.dueText,
    responsible: life.responsible === null ? null : { id: life.responsible, name: row.person ?? row.responsibleName ?? '' },
    responsibleName: row.responsibleName,
    measure: free(row.measure),
    contact: row.contact === null ? null : free(row.contact),
    phone: row.phone === null ? null : open ? row.phone : maskPhone(row.phone),
    late: life.late,
    declared: life.declared,
    returns: life.returns,
    changedAt: row.changedAt,
  };
}
