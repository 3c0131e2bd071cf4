import type { Path } from '../fault.ts';
import { find } from '../find.ts';
import { clockTime, isDay } from '../schema/fields.ts';
import type { Checking } from './reporting.ts';

/** Days that must lie within the campaign. */
const within = [
  'phases[].starts',
  'phases[].ends',
  'workItems[].starts',
  'workItems[].ends',
  'difficulties[].due',
  'difficulties[].due.day',
  'obligations[].due',
  'obligations[].starts',
  'obligations[].from',
  'obligations[].until',
  'inspections[].starts',
  'inspections[].ends',
  'selfCheck.starts',
  'selfCheck.reportBy',
  'selfCheck.ends',
];

/** Pairs of days in the order they must have. */
const ordered: [string, string, string][] = [
  ['campaign', 'starts', 'ends'],
  ['phases[]', 'starts', 'ends'],
  ['workItems[]', 'starts', 'ends'],
  ['inspections[]', 'starts', 'ends'],
  ['selfCheck', 'starts', 'ends'],
  ['selfCheck', 'starts', 'reportBy'],
  ['selfCheck', 'reportBy', 'ends'],
  ['obligations[]', 'starts', 'due'],
  ['obligations[]', 'from', 'until'],
];

export function checkDates(checking: Checking): void {
  const { data, fault } = checking;
  for (const [pattern, early, late] of ordered) {
    for (const { path, value } of find(data, pattern)) {
      const [from, to] = [dayAt(value, early), dayAt(value, late)];
      if (from && to && to < from) fault([...path, late], `${late} ${to} 早于 ${early} ${from} / ${late} ${to} is before ${early} ${from}`);
    }
  }
  checkWindow(checking);
  const starts = dayAt(data.campaign, 'starts');
  const ends = dayAt(data.campaign, 'ends');
  if (!starts || !ends || ends < starts) return;
  for (const pattern of within) {
    for (const { path, value } of find(data, pattern)) {
      if (typeof value === 'string' && isDay(value)) mustBeWithin(path, value, starts, ends, fault);
    }
  }
  checkWorkItemsInherit(checking);
}

/** Messages leave between the two times; those of a window that closes first would never leave. */
function checkWindow({ data, fault }: Checking): void {
  if (data.calendar === undefined) return;
  const [opens = '09:00', closes = '18:00'] = ['opens', 'closes'].map((field) => {
    const time = find(data.calendar, field)[0]?.value;
    return typeof time === 'string' ? time : undefined;
  });
  if (!clockTime.safeParse(opens).success || !clockTime.safeParse(closes).success || opens < closes) return;
  const field = find(data.calendar, 'closes').length > 0 ? 'closes' : 'opens';
  fault(
    ['calendar', field],
    `${closes} 关闭不晚于 ${opens} 开始，消息永远发不出 / closes at ${closes}, not after it opens at ${opens}: no message would ever leave`,
  );
}

/** Reports a day outside the campaign. */
function mustBeWithin(path: Path, day: string, starts: string, ends: string, fault: Checking['fault']): void {
  if (day >= starts && day <= ends) return;
  fault(path, `${day} 不在专项整治期间（${starts} 至 ${ends}）/ ${day} is outside the campaign (${starts} to ${ends})`);
}

/** A work item with only one of its days takes the other from its phase; the two must still be in order. */
function checkWorkItemsInherit({ data, fault }: Checking): void {
  for (const { path, value } of find(data, 'workItems[]')) {
    const phase = find(data, 'phases[]').find((each) => {
      const key = find(each.value, 'key')[0]?.value;
      return key !== undefined && key === find(value, 'phase')[0]?.value;
    });
    const [own, inherited] = [
      { starts: dayAt(value, 'starts'), ends: dayAt(value, 'ends') },
      { starts: dayAt(phase?.value, 'starts'), ends: dayAt(phase?.value, 'ends') },
    ];
    if ((own.starts === undefined) === (own.ends === undefined)) continue;
    const [starts, ends] = [own.starts ?? inherited.starts, own.ends ?? inherited.ends];
    if (starts && ends && ends < starts) {
      const field = own.ends ? 'ends' : 'starts';
      fault(
        [...path, field],
        `与所在阶段合起来，止日 ${ends} 早于起日 ${starts} / with its phase's days, ends ${ends} is before starts ${starts}`,
      );
    }
  }
}

function dayAt(value: unknown, field: string): string | undefined {
  const day = find(value, field)[0]?.value;
  return typeof day === 'string' && isDay(day) ? day : undefined;
}
