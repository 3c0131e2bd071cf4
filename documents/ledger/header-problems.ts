import { neededFields } from '../../domain/ledger-field.ts';
import { problem, type Problem } from '../problems.ts';
import { columnLetter } from '../sheet.ts';
import { formNames, plainLabel, type Field } from './columns.ts';
import type { Header } from './header.ts';
import type { OwnForm } from './own-form.ts';

const expected: Field[] = ['people', 'amount', 'responsible', 'measure', 'result', 'contact'];
const silent = /^(备注|说明|附注)$/;

/** What is to be said of a header: columns missing, repeated, or not of the form. */
export function headerProblems(sheet: string, header: Header, { titles, unread }: OwnForm): Problem[] {
  const place = { sheet, row: header.firstRow };
  const absent = (fields: readonly Field[]): Field[] => fields.filter((field) => !header.columns.has(field));
  const own = new Map([...titles].map(([title, field]) => [field, title]));
  // A campaign's own form need not have every column.
  const inForm = (field: Field): boolean => own.size === 0 || own.has(field);
  const nameOf = (field: Field): string => own.get(field) ?? formNames[field];
  return [
    ...absent(neededFields).map((field) => problem('column_missing', { ...place, column: nameOf(field) }, { name: nameOf(field) })),
    ...absent(expected)
      .filter(inForm)
      .map((field) => problem('column_absent', { ...place, column: nameOf(field) }, { name: nameOf(field) })),
    ...header.repeated.map((field) => problem('column_repeated', { ...place, column: formNames[field] }, { name: formNames[field] })),
    ...header.ignored
      .map((column) => header.labels.get(column) ?? columnLetter(column))
      .filter((label) => !silent.test(label) && !unread.has(plainLabel(label)))
      .map((label) => problem('column_ignored', { ...place, column: label }, { name: label })),
  ];
}
