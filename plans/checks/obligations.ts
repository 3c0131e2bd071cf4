import { makeCalendar } from '../../domain/calendar.ts';
import { occurrencesOf } from '../compile.ts';
import type { Draft } from '../draft.ts';
import { find } from '../find.ts';
import { calendarData } from '../holidays.ts';
import { owers } from '../owers.ts';
import type { Lists } from '../schema.ts';
import { calendar as calendarSchema } from '../schema/campaign.ts';
import type { Checking } from './reporting.ts';

/** Each obligation is owed by somebody and falls due at least once; each work item has a department. */
export function checkObligations(checking: Checking, draft: Draft): void {
  for (const { path, value } of find(checking.data, 'obligations[].owedBy')) {
    if (Array.isArray(value) && value.length === 0) checking.fault(path, nobody);
  }
  for (const { path, value } of find(checking.data, 'workItems[].departments')) {
    if (Array.isArray(value) && value.length === 0) {
      checking.fault(path, '工作任务没有负责科室，第一位为牵头单位 / the work item has no department; the first leads');
    }
  }
  for (const { path, value } of draft.list.obligations) {
    checkForm(checking, path, value);
    const written = value.owedBy.filter((name) => name === 'all' || name === 'departments');
    if (written.length === value.owedBy.length && written.length > 0 && owers(value.owedBy, draft).length === 0) {
      if (checking.isWhole('units') && checking.isWhole('departments')) checking.fault([...path, 'owedBy'], nobody);
    }
  }
  checkOccurrences(checking, draft);
}

const nobody = '没有单位承担这项报送任务 / nobody owes this obligation';

function checkForm({ fault }: Checking, path: readonly (string | number)[], rule: Lists['obligations']): void {
  if (rule.due === undefined && rule.every === undefined) {
    fault(path, '应写 due（一次性）或 every（定期）/ needs due (once) or every (recurring)');
  }
  if (rule.due === undefined) return;
  for (const name of ['every', 'on', 'from', 'until'] as const) {
    if (rule[name] !== undefined) fault([...path, name], `已有 due，不能再写 ${name} / ${name} cannot stand beside due`);
  }
}

function checkOccurrences({ fault }: Checking, draft: Draft): void {
  const campaign = draft.single.campaign?.value;
  if (!campaign || campaign.ends < campaign.starts) return;
  const settings = draft.single.calendar?.value ?? calendarSchema.parse({});
  const calendar = makeCalendar(calendarData(settings, campaign.starts, campaign.ends));
  for (const { path, value } of draft.list.obligations) {
    if (value.every === undefined || value.due !== undefined) continue;
    const number = Number(/^day (\d+)$/.exec(value.on ?? '')?.[1] ?? 1);
    if (number < 1 || number > (value.every === 'week' ? 7 : 31)) {
      fault([...path, 'on'], `没有第 ${number} 天 / there is no day ${number}`);
    } else if (occurrencesOf(value, draft, calendar).length === 0) {
      fault([...path, 'every'], '在所定期间一次也不会发生，请检查 every、on、from、until / never occurs; check every, on, from and until');
    }
  }
}
