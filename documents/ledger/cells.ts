import { problem, type Problem, type ProblemCode } from '../problems.ts';
import { columnLetter, type Cell, type Sheet, type SheetRow } from '../sheet.ts';
import { formNames, type Field } from './columns.ts';
import type { Header } from './header.ts';
import { cellText, hasControlCharacters, oneLine, personNames, withoutControlCharacters } from './text.ts';

const errorValue = /^#(REF!|N\/A|VALUE!|NAME\?|DIV\/0!|NUM!|NULL!|ERR!|SPILL!|CALC!|GETTING_DATA|####)/;
const longest: Partial<Record<Field, number>> = { problem: 4000, measure: 4000, result: 4000 };
const longestName = 300;

/** One row through its header: cells by field, with the problems any cell can have told as it is read. */
export interface RowCells {
  cell(field: Field): Cell;
  /** The text of every column of a field, joined; control characters removed and told. */
  text(field: Field): string;
  /** The same on one line; null when blank. */
  name(field: Field): string | null;
  /** Names of persons on one line; null when blank. */
  persons(field: Field): string | null;
  tell(code: ProblemCode, field: Field | undefined, details?: Record<string, string | number>): void;
}

export function rowCells(sheet: Sheet, row: SheetRow, header: Header, problems: Problem[]): RowCells {
  const faulty = new Set<number>();
  const tellAt = (code: ProblemCode, column: number | undefined, name: string, details = {}): void => {
    const shown = column === undefined ? name : (header.labels.get(column) ?? columnLetter(column));
    problems.push(problem(code, { sheet: sheet.name, row: row.row, ...(shown === '' ? {} : { column: shown }) }, details));
  };

  const sound = (column: number): Cell => {
    const cell = row.cells[column] ?? null;
    const missing = sheet.withoutValue.size > 0 && sheet.withoutValue.has(`${columnLetter(column)}${row.row}`);
    const isError = typeof cell === 'string' && errorValue.test(cell);
    if (!missing && !isError) return cell;
    if (!faulty.has(column)) tellAt(isError ? 'cell_error' : 'formula_without_value', column, '', { text: cellText(cell) });
    faulty.add(column);
    return null;
  };

  const textAt = (column: number, limit: number): string => {
    let text = cellText(sound(column));
    if (hasControlCharacters(text)) {
      text = withoutControlCharacters(text);
      tellAt('control_characters', column, '');
    }
    if (text.includes('\ufffd')) tellAt('text_garbled', column, '', { text });
    if (text.length > limit) tellAt('text_too_long', column, '', { length: text.length, limit });
    return text.slice(0, limit);
  };

  const text = (field: Field): string => {
    const limit = longest[field] ?? longestName;
    const columns = header.columns.get(field) ?? [];
    const only = columns[0];
    if (columns.length === 1 && only !== undefined) return textAt(only, limit);
    return [...new Set(columns.map((column) => textAt(column, limit)))].filter((each) => each !== '').join('\n');
  };

  return {
    cell: (field) => {
      const column = header.columns.get(field)?.[0];
      return column === undefined ? null : sound(column);
    },
    text,
    name: (field) => unlessBlank(oneLine(text(field))),
    persons: (field) => unlessBlank(personNames(text(field))),
    tell: (code, field, details) => {
      tellAt(code, field === undefined ? undefined : header.columns.get(field)?.[0], field === undefined ? '' : formNames[field], details);
    },
  };
}

function unlessBlank(line: string): string | null {
  return line === '' || /^([-—/\\]+|无|暂无)$/.test(line) ? null : line;
}
