import { problem, type Problem } from '../problems.ts';
import { columnLetter } from '../sheet.ts';
import { formNames, type Field } from './columns.ts';
import type { Header } from './header.ts';

const needed: Field[] = ['institution', 'problem', 'due'];
const expected: Field[] = ['people', 'amount', 'responsible', 'measure', 'result', 'contact'];
const silent = /^(备注|说明|附注)$/;

/** What is to be said of a header: columns missing, repeated, or not of the form. */
export function headerProblems(sheet: string, header: Header): Problem[] {
  const place = { sheet, row: header.firstRow };
  const absent = (fields: Field[]): Field[] => fields.filter((field) => !header.columns.has(field));
  return [
    ...absent(needed).map((field) => problem('column_missing', { ...place, column: formNames[field] }, { name: formNames[field] })),
    ...absent(expected).map((field) => problem('column_absent', { ...place, column: formNames[field] }, { name: formNames[field] })),
    ...header.repeated.map((field) => problem('column_repeated', { ...place, column: formNames[field] }, { name: formNames[field] })),
    ...header.ignored
      .map((column) => header.labels.get(column) ?? columnLetter(column))
      .filter((label) => !silent.test(label))
      .map((label) => problem('column_ignored', { ...place, column: label }, { name: label })),
  ];
}
