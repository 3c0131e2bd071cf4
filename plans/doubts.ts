import type { Calendar, Day } from '../domain/calendar.ts';
import { makeCalendar } from '../domain/calendar.ts';
import { ladderDay } from '../domain/deadline.ts';
import type { Ladder } from '../domain/ladder.ts';
import { isLedgerField, ledgerFields, neededFields } from '../domain/ledger-field.ts';
import type { Plan } from '../domain/plan.ts';
import { heldIn } from '../domain/roles.ts';
import type { Draft } from './draft.ts';
import type { Path } from './fault.ts';
import { suggestion } from './near.ts';
import { unknownYears } from './unknown-years.ts';

type Warn = (path: Path, message: string) => void;

/** Something with a deadline and a ladder, and where the plan's files say so. */
interface Dated {
  path: Path;
  name: string;
  starts: Day;
  due: Day;
  ladder: Ladder;
}

/** What is allowed but may not be meant. A plan with doubts loads. */
export function doubts(plan: Plan, draft: Draft, warn: Warn): void {
  const calendar = makeCalendar(plan.calendar);
  const dated = deadlines(plan, draft);
  doubtYears(plan, draft, warn);
  doubtRestDays(dated, calendar, warn);
  doubtEarlyRungs(dated, calendar, warn);
  doubtLadders(plan, draft, dated, calendar, warn);
  doubtRoles(plan, warn);
  doubtWorkItems(plan, warn);
  doubtPhrases(plan, warn);
  doubtOrder(plan, draft, warn);
  doubtForm(plan, warn);
}

function deadlines(plan: Plan, draft: Draft): Dated[] {
  const rules = new Map(
    draft.list.obligations.map(({ path, value }) => [value.key, [...path, value.due === undefined ? 'every' : 'due'] as Path]),
  );
  const items = new Map(plan.workItems.map((item, i) => [`workItem:${item.number}`, ['workItems', i] as Path]));
  return [
    ...plan.difficulties.flatMap(({ name, due, ladder }, i) =>
      'day' in due ? [{ path: ['difficulties', i, 'due'], name: name.zh, starts: plan.starts, due: due.day, ladder }] : [],
    ),
    ...plan.obligations.map(({ key, rule, name, starts, due, ladder }) => ({
      path: rules.get(rule ?? key) ?? items.get(key) ?? ['obligations'],
      name: name.zh,
      starts,
      due,
      ladder,
    })),
  ];
}

/** A column the system has no field for is there in the form and stays unread; without one it needs, no ledger in the form can be read. */
function doubtForm({ ledgerForm }: Plan, warn: Warn): void {
  const missing = neededFields.filter((field) => ledgerForm && !ledgerForm.columns.some((column) => column.field === field));
  if (missing.length > 0) {
    const names = missing.join(', ');
    warn(
      ['ledgerForm', 'columns'],
      `缺少 ${names} 列，按此表填写的台账无法读取 / no column for ${names}: no ledger in this form can be read`,
    );
  }
  for (const [i, { field }] of (ledgerForm?.columns ?? []).entries()) {
    if (isLedgerField(field)) continue;
    const known = ledgerFields.join(', ');
    warn(
      ['ledgerForm', 'columns', i, 'field'],
      `系统不认识 ${field}，读取台账时略过这一列；可用的有 ${known}${suggestion(field, ledgerFields)} / ${field} is no field of a ledger: the column is not read; there are ${known}`,
    );
  }
}

function doubtYears(plan: Plan, draft: Draft, warn: Warn): void {
  const at: Path = draft.single.calendar ? ['calendar'] : ['campaign', 'ends'];
  for (const year of unknownYears(plan)) {
    const zh = `${year} 年的放假安排未知，暂按周一至周五上班计算；放假通知公布后请写入 calendar.overrides 并在 calendar.knownYears 列出该年`;
    const en = `the holidays of ${year} are not known, so it counts as plain weeks; put them into calendar.overrides and list the year in calendar.knownYears`;
    warn(at, `${zh} / ${en}`);
  }
}

/** One warning for each rest day that is somebody's deadline. */
function doubtRestDays(dated: Dated[], calendar: Calendar, warn: Warn): void {
  const days = new Map<string, Dated[]>();
  for (const each of dated) {
    if (calendar.isWorkday(each.due)) continue;
    const key = `${each.due} ${each.ladder.restDay}`;
    days.set(key, [...(days.get(key) ?? []), each]);
  }
  for (const group of days.values()) {
    const [first] = group;
    if (!first) continue;
    const counted = ladderDay(first.due, first.ladder, calendar);
    const others = group.length > 1 ? `等 ${group.length} 项` : '';
    const more = group.length > 1 ? ` (and ${group.length - 1} more)` : '';
    warn(
      first.path,
      `${first.name}${others}的期限 ${first.due} 是休息日，提醒从 ${counted} 起算 / ${first.due} is a rest day${more}: the ladder counts from ${counted}`,
    );
  }
}

/** Reminders that fall before their subject exists are never sent. */
function doubtEarlyRungs(dated: Dated[], calendar: Calendar, warn: Warn): void {
  const told = new Set<string>();
  for (const { path, name, starts, due, ladder } of dated) {
    if (told.has(path.join())) continue;
    const zero = ladderDay(due, ladder, calendar);
    const missed = ladder.rungs
      .filter(({ offset }) => offset < 0 && calendar.addWorkdays(zero, offset) < starts)
      .map(({ offset }) => offset);
    if (missed.length === 0) continue;
    told.add(path.join());
    const list = missed.join(', ');
    warn(
      path,
      `${name}的提醒 ${list} 早于其开始日 ${starts}，不会发出 / the rungs ${list} fall before it starts on ${starts} and are not sent`,
    );
  }
}

function doubtLadders(plan: Plan, draft: Draft, dated: Dated[], calendar: Calendar, warn: Warn): void {
  draft.list.ladders.forEach(({ path, value }) => {
    const users = dated.filter((each) => each.ladder.key === value.key);
    const isUsed =
      users.length > 0 || plan.difficulties.some((each) => each.ladder.key === value.key) || plan.selfCheck?.ladder.key === value.key;
    if (!isUsed) warn([...path, 'key'], `梯次 ${value.key} 没有用到 / the ladder ${value.key} is not used`);
    if (!value.rungs.some((rung) => rung.offset > 0)) {
      warn([...path, 'rungs'], '没有逾期后的级，逾期不会升级 / there is no overdue rung: nothing ever escalates');
    }
    const last = users
      .map((each) => calendar.addWorkdays(ladderDay(each.due, each.ladder, calendar), highest(each.ladder)))
      .sort()
      .at(-1);
    if (last !== undefined && last > plan.ends) {
      warn(
        [...path, 'rungs'],
        `逾期升级会到 ${last}，在专项整治结束（${plan.ends}）之后 / its rungs reach ${last}, after the campaign's end on ${plan.ends}`,
      );
    }
    doubtDescent(plan, path, value.rungs, warn);
  });
}

/** An escalation that turns back down the line of reporting. */
function doubtDescent(plan: Plan, path: Path, rungs: { offset: number; to: string[] }[], warn: Warn): void {
  const above = new Map(plan.roles.map((role) => [role.key, role.reportsTo]));
  const isAbove = (high: string, low: string): boolean => {
    for (let role = above.get(low); role !== undefined; role = above.get(role)) if (role === high) return true;
    return false;
  };
  let reached: string | undefined;
  rungs.forEach((rung, i) => {
    const [role] = rung.to;
    if (rung.offset <= 0 || role === undefined) return;
    if (reached !== undefined && isAbove(reached, role)) {
      warn([...path, 'rungs', i, 'to'], `${role} 在 ${reached} 之下，升级反而向下 / ${role} is below ${reached}: the escalation goes down`);
    }
    reached = role;
  });
}

function doubtRoles(plan: Plan, warn: Warn): void {
  plan.roles.forEach((role, i) => {
    if (role.scope !== 'campaign' || (heldIn(plan, role)?.holders ?? []).length > 0) return;
    warn(['roles', i], `没有人担任 ${role.name.zh}（${role.key}）/ nobody holds the role ${role.key}`);
  });
  plan.bodies.forEach((body, b) => {
    body.members.forEach((member, m) => {
      for (const key of member.roles) {
        const role = plan.roles.find((each) => each.key === key);
        if (role?.scope === 'campaign' && role.body === body.key) continue;
        const zh = `${key} 不在这个机构中查找，写在这里不起作用`;
        warn(['bodies', b, 'members', m, 'roles'], `${zh} / ${key} is not looked for in this body, so this has no effect`);
      }
    });
  });
}

function doubtWorkItems(plan: Plan, warn: Warn): void {
  plan.workItems.forEach((item, i) => {
    const phase = plan.phases.find((each) => each.key === item.phase);
    if (!phase || (item.starts >= phase.starts && item.ends <= phase.ends)) return;
    warn(
      ['workItems', i],
      `时间超出所在阶段（${phase.starts} 至 ${phase.ends}）/ its days lie outside its phase (${phase.starts} to ${phase.ends})`,
    );
  });
}

/** A wording that stands for two deadlines decides nothing. */
function doubtPhrases(plan: Plan, warn: Warn): void {
  const first = new Map<string, string>();
  plan.difficulties.forEach((difficulty, i) => {
    difficulty.phrases.forEach((phrase, p) => {
      const other = first.get(phrase);
      if (other === undefined) first.set(phrase, difficulty.key);
      else if (other !== difficulty.key) {
        warn(['difficulties', i, 'phrases', p], `“${phrase}”也是 ${other} 的写法，读台账时无法区分 / "${phrase}" also stands for ${other}`);
      }
    });
  });
}

/** Something that begins, or is due, before what it waits for is over. */
function doubtOrder(plan: Plan, draft: Draft, warn: Warn): void {
  plan.phases.forEach((phase, i) => {
    for (const earlier of plan.phases.filter((each) => phase.after?.includes(each.key))) {
      if (phase.starts > earlier.ends) continue;
      const zh = `${phase.starts} 开始，而它的前提 ${earlier.key} 到 ${earlier.ends} 才结束`;
      warn(['phases', i, 'after'], `${zh} / starts on ${phase.starts}, but waits for ${earlier.key}, which ends on ${earlier.ends}`);
    }
  });
  const lastDue = (rule: string): Day =>
    plan.obligations.filter((each) => each.rule === rule).reduce((day, { due }) => (due > day ? due : day), '');
  for (const { path, value } of draft.list.obligations) {
    for (const earlier of value.after) {
      if (lastDue(earlier) <= lastDue(value.key)) continue;
      const zh = `期限早于它的前提 ${earlier}（${lastDue(earlier)}）`;
      warn([...path, 'after'], `${zh} / is due before ${earlier}, which it waits for (${lastDue(earlier)})`);
    }
  }
}

function highest(ladder: Ladder): number {
  return Math.max(0, ...ladder.rungs.map((rung) => rung.offset));
}
