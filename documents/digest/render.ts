import Handlebars from 'handlebars';
import type { DigestInput, RenderedDigest } from '../../domain/digest-content.ts';
import { htmlTemplate, textTemplate } from './templates.ts';
import { sectionTitles } from './texts.ts';
import { digestView, type DigestView } from './view.ts';

const colours: Record<string, string> = {
  overdue: '#b42318',
  today: '#d46b08',
  soon: '#1456b8',
  assigned: '#237804',
  escalated: '#722ed1',
};
const engine = Handlebars.create();
engine.registerHelper('colour', (section: string) => colours[section] ?? '#646a73');
const toText = engine.compile<DigestView>(textTemplate, { noEscape: true, strict: false });
const toHtml = engine.compile<DigestView>(htmlTemplate);

/** A digest as a mail: what is due, when, what to do and what happens otherwise, read in ten seconds. Nothing in the data can act. */
export function renderDigest(input: DigestInput): RenderedDigest {
  const view = digestView(input);
  return { subject: subjectOf(input, view), html: toHtml(view), text: toText(view) };
}

/** `【督办】7月14日（周五）要办 5 件：已逾期 1 今天到期 2`; no text of the data is in it. */
function subjectOf(input: DigestInput, view: DigestView): string {
  const mark = input.urgent ? '【督办·紧急】' : '【督办】';
  const parts = input.sections.map((part) => `${sectionTitles[part.section]} ${part.count}`).join(' ');
  const late = input.sections.some((part) => part.entries.some((entry) => entry.late)) ? '（含补发）' : '';
  return `${mark}${view.today}要办 ${input.total} 件：${parts}${late}`;
}
