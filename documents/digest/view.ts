import type { DigestEntry, DigestInput, DigestPart } from '../../domain/digest-content.ts';
import { dayOf, dayText, daysBetween, momentText } from './dates.ts';
import { inert } from './inert.ts';
import { actText, sectionTitles, taskText } from './texts.ts';

/** A digest in words, ready for both templates. Every text is one inert line. */
export interface DigestView {
  heading: string;
  campaign: string;
  recipient: string;
  today: string;
  urgent: boolean;
  summary: string;
  parts: PartView[];
  listLink: string;
  why: string;
  phones: string;
  issuer: string;
}

export interface PartView {
  title: string;
  count: number;
  section: string;
  entries: EntryView[];
  /** What is not spelt out. */
  rest: string | null;
}

export interface EntryView {
  title: string;
  problem: string | null;
  task: string;
  due: string;
  next: string | null;
  notes: string[];
  history: string[];
  link: string;
  acknowledgeLink: string | null;
}

export function digestView(input: DigestInput): DigestView {
  return {
    heading: input.urgent ? `紧急事项 ${input.total} 件` : `今天要办 ${input.total} 件`,
    campaign: inert(input.campaign),
    recipient: inert(input.recipient, 40),
    today: dayText(input.today, input.today),
    urgent: input.urgent,
    summary: input.sections.map((part) => `${sectionTitles[part.section]} ${part.count}`).join(' · '),
    parts: input.sections.map((part) => partView(part, input)),
    listLink: input.listLink,
    why: `您在“${inert(input.campaign)}”中承担责任，按工作方案的提醒梯次自动发送；办结后不再提醒。请勿转发，链接仅供本人使用。`,
    phones: input.phones.map((phone) => inertPhone(phone)).join('、'),
    issuer: inert(input.issuer),
  };
}

function partView(part: DigestPart, input: DigestInput): PartView {
  const hidden = part.count - part.entries.length;
  const units = part.byUnit.slice(0, 20).map(({ unit, count }) => `${inert(unit, 20)} ${count} 件`);
  return {
    title: sectionTitles[part.section],
    count: part.count,
    section: part.section,
    entries: part.entries.map((entry) => entryView(entry, input)),
    rest: hidden > 0 ? `另有 ${hidden} 件未列出。按单位：${units.join('、')}${part.byUnit.length > 20 ? '等' : ''}` : null,
  };
}

function entryView(entry: DigestEntry, input: DigestInput): EntryView {
  return {
    ...matterOf(entry),
    task: taskText(entry),
    due: dueText(entry, input),
    next: nextText(entry, input),
    notes: notesOf(entry, input),
    history: historyOf(entry, input),
    link: entry.link,
    acknowledgeLink: entry.acknowledgeLink,
  };
}

/** An item is known by its number, an obligation by its name: it has no problem to tell. */
function matterOf({ what, unit }: DigestEntry): Pick<EntryView, 'title' | 'problem'> {
  if (what.subject === 'obligation') return { title: `${inert(what.name, 80)} · ${inert(unit, 20)}`, problem: null };
  const name = what.institution === null ? '' : ` · ${inert(what.institution, 60)}`;
  return { title: `第 ${what.number} 号 · ${inert(unit, 20)}${name}`, problem: inert(what.problem) };
}

function dueText({ due }: DigestEntry, { today }: DigestInput): string {
  if (due === null) return '未定期限';
  const left = daysBetween(today, due);
  const distance = left < 0 ? `已逾期 ${-left} 天` : left === 0 ? '今天到期' : `还有 ${left} 天`;
  return `${dayText(due, today)}，${distance}`;
}

function nextText({ next }: DigestEntry, { zone, today }: DigestInput): string | null {
  if (!next) return null;
  const at = momentText(next.at, zone, today);
  return next.climbs ? `${at} 升级至${inert(next.role, 30)}` : `${at} 再次提醒${inert(next.role, 30)}`;
}

function notesOf(entry: DigestEntry, { zone, today }: DigestInput): string[] {
  const notes: string[] = [];
  if (entry.late) notes.push(`原定 ${momentText(entry.at, zone, today)}，补发`);
  if (entry.lines > 1) notes.push(`同一事项的 ${entry.lines} 条提醒已合并`);
  if (entry.named !== null) notes.push(`台账所列责任人“${inert(entry.named, 20)}”在人员名单中查无此人，请转告并补录人员`);
  if (entry.unreachedRole !== null) notes.push(`原应通知${inert(entry.unreachedRole, 30)}，但没有可用的联系方式，请转告并补录`);
  if (entry.insteadOf !== null) notes.push(`${inert(entry.insteadOf, 20)}请假，由您代理`);
  return notes;
}

/** How an escalation came to this, in three lines. */
function historyOf({ history, what }: DigestEntry, { zone, today }: DigestInput): string[] {
  if (!history) return [];
  const day = (moment: number) => dayText(dayOf(moment, zone), today);
  return [
    history.assignedAt === null ? '交办：未记录' : `交办：${day(history.assignedAt)}`,
    `已提醒：${history.reminded} 次`,
    history.lastAct === null ? '最近办理：无' : `最近办理：${day(history.lastAct.at)}${actText(history.lastAct.action, what.subject)}`,
  ];
}

/** The office's own numbers are the plan's and are given whole. */
function inertPhone(phone: string): string {
  return phone.replace(/[^\d+()\- ]/g, '').slice(0, 20);
}
