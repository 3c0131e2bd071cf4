import type { SheetRow } from '../sheet.ts';
import type { Field } from './columns.ts';
import type { Header } from './header.ts';
import { isPreambleRow } from './preamble.ts';
import { cellText, folded } from './text.ts';

/** What a row below a header is. A `banner` is a text across the table that is no item. */
export type RowKind = 'item' | 'total' | 'signature' | 'preamble' | 'banner' | 'numberOnly';

const total = /^(合计|小计|总计|共计|累计|总和|本页小计|本页合计|合计数)(\([^)]*\))?[::]?/;
const signature =
  /^(联系人|填报人|填表人|审核人|审核|制表人|制表|经办人|负责人|单位负责人|主要负责人|分管领导|分管负责人|签字|签章|盖章|(单位)?\(?(公章|盖章)\)?|填报单位|填报日期|填表日期)(\((签字|签章|盖章)\))?[::]/;

/** @param foot labels of the campaign's own form that begin a row of signatures */
export function rowKind(row: SheetRow, header: Header, foot: readonly string[]): RowKind {
  if (isPlainItem(row, header)) return 'item';
  const held = row.cells.map((cell) => folded(cellText(cell)));
  const texts = held.filter((text) => text !== '');
  const first = texts[0] ?? '';
  const at = (field: Field): string => held[header.columns.get(field)?.[0] ?? -1] ?? '';
  const hasNumber = /^\d+$/.test(at('number'));
  if (!hasNumber && (signature.test(first) || foot.some((label) => first.startsWith(`${label}:`)))) return 'signature';
  if (!hasNumber && total.test(first) && first.length <= 20) return 'total';
  if (!hasNumber && isPreambleRow(row.cells)) return 'preamble';
  const distinct = new Set(texts);
  if (distinct.size === 1 && hasNumber) return 'numberOnly';
  if (distinct.size === 1 && (texts.length > 2 || at('problem') === '') && at('institution') === at('problem')) return 'banner';
  if (distinct.size === 1 && at('institution') === '' && at('problem') === '') return 'banner';
  return 'item';
}

/** Nearly every row: a number, an institution and a problem of their own; told without looking further. */
function isPlainItem(row: SheetRow, header: Header): boolean {
  const at = (field: Field): unknown => row.cells[header.columns.get(field)?.[0] ?? -1];
  const problem = at('problem');
  return typeof at('number') === 'number' && typeof problem === 'string' && problem.trim() !== '' && at('institution') !== problem;
}
