import type { Calendar } from '../domain/calendar.ts';
import { makeCalendar } from '../domain/calendar.ts';
import type { Ladder } from '../domain/ladder.ts';
import type { Named, ObligationRule, Plan } from '../domain/plan.ts';
import type { Draft } from './draft.ts';
import { calendarData } from './holidays.ts';
import { owers } from './owers.ts';
import type { Occurrence } from './recurrence.ts';
import { occurrences } from './recurrence.ts';
import type { Lists } from './schema.ts';
import { calendar as calendarSchema, returns as returnsSchema } from './schema/campaign.ts';

/** The ladder of obligations and work items that name none. */
export const defaultLadder = 'obligation';

/** The plan that a draft without faults stands for: ladders and recurring obligations spelt out, holidays filled in. */
export function compile(draft: Draft): Plan {
  const campaign = draft.single.campaign?.value;
  if (!campaign) throw new Error('a draft without a campaign cannot be compiled');
  const settings = draft.single.calendar?.value ?? calendarSchema.parse({});
  const data = calendarData(settings, campaign.starts, campaign.ends);
  const ladders = new Map(draft.list.ladders.map(({ value }) => [value.key, compileLadder(value)]));
  const ladder = (key = defaultLadder): Ladder => {
    const found = ladders.get(key);
    if (!found) throw new Error(`no ladder ${key}`);
    return found;
  };
  const values = <K extends keyof Lists>(section: K): Lists[K][] => draft.list[section].map((entry) => entry.value);
  const phases = new Map(values('phases').map((phase) => [phase.key, phase]));
  const workItems = values('workItems').map(({ ladder: ladderKey, ...item }) => {
    const phase = phases.get(item.phase) ?? campaign;
    return { ladderKey, item: { ...item, starts: item.starts ?? phase.starts, ends: item.ends ?? phase.ends } };
  });
  const { selfCheck, ledgerForm, urgentMatters, mailbox, returns } = draft.single;

  return {
    id: campaign.id,
    name: campaign.name,
    issuer: campaign.issuer,
    documentNumber: campaign.documentNumber,
    starts: campaign.starts,
    ends: campaign.ends,
    about: {
      basis: campaign.basis,
      scope: campaign.scope,
      ...given('issued', campaign.issued),
      ...given('goal', campaign.goal),
      ...given('sinceYear', campaign.sinceYear),
    },
    calendar: data,
    // A unit's directory of people is searched by duty; without one, by the role's own name.
    roles: values('roles').map((role) => (role.scope === 'unit' ? { ...role, duty: role.duty ?? role.name.zh } : role)),
    phases: values('phases'),
    departments: values('departments'),
    workItems: workItems.map(({ item }) => item),
    focusAreas: values('focusAreas'),
    difficulties: values('difficulties').map((difficulty) => ({ ...difficulty, ladder: ladder(difficulty.ladder) })),
    units: values('units').map((unit) => ({ ...unit, addressedAs: unit.addressedAs ?? unit.name })),
    obligations: [
      ...values('obligations').flatMap((rule) => compileObligation(rule, draft, makeCalendar(data), ladder(rule.ladder))),
      ...workItems.map(({ ladderKey, item }) => ({
        key: `workItem:${item.number}`,
        rule: `workItem:${item.number}`,
        name: item.name,
        kind: 'workItem',
        starts: item.starts,
        due: item.ends,
        owedBy: item.departments.slice(0, 1),
        ladder: ladder(ladderKey),
        clause: item.clause,
      })),
    ],
    institutionKinds: values('institutionKinds'),
    ...(selfCheck ? { selfCheck: { ...selfCheck.value, ladder: ladder(selfCheck.value.ladder) } } : {}),
    checklists: values('checklists').map(compileChecklist),
    ...given('ledgerForm', ledgerForm?.value),
    documents: values('documents'),
    partners: values('partners'),
    operations: values('operations'),
    ...given('urgentMatters', urgentMatters?.value),
    provisions: values('provisions'),
    dispositions: values('dispositions'),
    inspections: values('inspections'),
    bodies: values('bodies'),
    contacts: values('contacts'),
    hotlines: values('hotlines'),
    ...given('mailbox', mailbox?.value),
    returns: returns?.value ?? returnsSchema.parse({}),
    chaserCooldownWorkdays: campaign.chaserCooldownWorkdays,
    ranking: campaign.ranking,
  };
}

/**
 * A ladder as the engine climbs it. An overdue rung is written with the level it addresses; everybody on the rungs below hears it in the same
 * digest, the nearest first.
 */
function compileLadder(written: Lists['ladders']): Ladder {
  const below: string[] = [];
  const rungs = written.rungs.map(({ offset, to }) => {
    const roles = offset > 0 ? [...new Set([...to, ...below])] : [...new Set(to)];
    below.unshift(...to.filter((role) => !below.includes(role)));
    return { offset, to: roles };
  });
  return {
    key: written.key,
    restDay: written.restDay,
    opening: written.opening ?? written.rungs[0]?.to ?? [],
    rungs,
    unsigned: written.unsigned,
    undecided: written.undecided,
    acknowledgeWithin: written.acknowledgeWithin,
  };
}

/** Every occurrence of an obligation: one when it has a due day, one a period when it recurs. */
function compileObligation(rule: Lists['obligations'], draft: Draft, calendar: Calendar, ladder: Ladder): ObligationRule[] {
  const campaign = draft.single.campaign?.value;
  const common = { rule: rule.key, kind: rule.kind, owedBy: owers(rule.owedBy, draft), ladder, clause: rule.clause, after: rule.after };
  if (rule.due !== undefined) {
    return [{ ...common, key: rule.key, name: rule.name, due: rule.due, starts: rule.starts ?? campaign?.starts ?? rule.due }];
  }
  return occurrencesOf(rule, draft, calendar).map(({ period, periodZh, starts, due }) => ({
    ...common,
    key: `${rule.key}:${period}`,
    name: nameIn(rule.name, period, periodZh),
    period,
    starts,
    due,
  }));
}

export function occurrencesOf(rule: Lists['obligations'], draft: Draft, calendar: Calendar): Occurrence[] {
  const campaign = draft.single.campaign?.value;
  const from = rule.from ?? rule.starts ?? campaign?.starts;
  const until = rule.until ?? campaign?.ends;
  if (rule.every === undefined || from === undefined || until === undefined) return [];
  return occurrences({ every: rule.every, on: rule.on ?? 'last-day', from, until }, calendar);
}

function nameIn(name: Named, period: string, periodZh: string): Named {
  return { zh: `${name.zh}（${periodZh}）`, ...(name.en === undefined ? {} : { en: `${name.en} (${period})` }) };
}

function compileChecklist(checklist: Lists['checklists']): Plan['checklists'][number] {
  const groups = checklist.groups.map((group) => ({
    ...group,
    rows: group.rows.map((row) => ({ ...row, key: group.number === undefined ? String(row.number) : `${group.number}.${row.number}` })),
  }));
  return { ...checklist, groups };
}

function given<K extends string, T>(key: K, value: T | undefined): { [P in K]?: T } {
  return (value === undefined ? {} : { [key]: value }) as { [P in K]?: T };
}
