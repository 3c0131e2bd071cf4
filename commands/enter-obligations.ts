import { randomUUID } from 'node:crypto';
import type { PoolClient } from 'pg';
import { agenda } from '../domain/agenda.ts';
import { makeCalendar, type Moment } from '../domain/calendar.ts';
import { decideObligation } from '../domain/decide-obligation.ts';
import { obligationClock, owe, wasBefore, type Obligation } from '../domain/obligation.ts';
import type { ObligationRule, Plan } from '../domain/plan.ts';
import { rulesOfObligation } from '../domain/rules.ts';
import { engine } from './actors.ts';
import { agendaRows } from './change-rows.ts';
import { actorSetting } from './execute.ts';

const rulesVersion = 1;
/** Kept in the audit trail as the reason; shown with the obligation. */
export const beforeLaunch = '期限在系统启动之前，由各单位此前自行报送，系统不再提醒';

/**
 * Enters everything that a plan's units owe, within the launch's transaction: rules, obligation, whole agenda, audit and wake row each.
 * What was due before the launch is waived at once, with the reason, and nothing is ever sent about it (docs/decisions/007).
 */
export async function enterObligations(client: PoolClient, plan: Plan, launched: Moment): Promise<void> {
  const calendar = makeCalendar(plan.calendar);
  const agendas: Record<string, object[]> = {};
  const obligations: object[] = [];
  for (const rule of plan.obligations) {
    const rules = rulesOfObligation(plan, rule, rulesVersion);
    await client.query('INSERT INTO rules (campaign, key, version, rules) VALUES ($1, $2, $3, $4)', [
      plan.id,
      rules.key,
      rulesVersion,
      JSON.stringify(rules),
    ]);
    const over = wasBefore(rule, launched, calendar);
    for (const unit of rule.owedBy) {
      const owed = owe(rule, { id: randomUUID(), unit, launched, rulesVersion }, calendar);
      // Units that owe the same share their agenda: nothing in it depends on who they are.
      if (!over) agendas[rule.key] ??= agendaRows(agenda(obligationClock(owed), rule.ladder, calendar));
      const waive = { action: 'waive', reason: beforeLaunch } as const;
      const life = over ? decideObligation(owed, waive, engine, { now: launched, calendar, rules }) : owed;
      obligations.push(row(rule, life, over));
    }
  }
  const intake = { campaign: plan.id, actor: engine.id, role: engine.role, at: launched, obligations, agendas };
  await client.query('SELECT duban_enter_obligations($1, $2)', [actorSetting(engine), JSON.stringify(intake)]);
}

function row(rule: ObligationRule, life: Obligation, over: boolean): object {
  return {
    id: life.id,
    unit: life.unit,
    key: rule.key,
    rule: rule.rule ?? rule.key,
    period: rule.period ?? null,
    kind: rule.kind,
    name: rule.name.zh,
    starts: rule.starts,
    life,
    action: over ? 'waive' : 'owe',
    detail: over ? { reason: beforeLaunch } : { due: rule.due },
    agenda: over ? null : rule.key,
  };
}
