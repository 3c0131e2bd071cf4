import type { Plan, Role } from '../domain/plan.ts';
import { readContact } from './ledger/contact.ts';
import { cellText, folded, hasControlCharacters, oneLine, withoutControlCharacters } from './ledger/text.ts';
import { unitsNamed } from './ledger/unit.ts';
import { peopleHeader, peopleLabels, type PeopleField } from './people-header.ts';
import { problem, type Problem, type ProblemCode } from './problems.ts';
import { ordinaryLimits, type Limits, type Sheet, type SheetRow } from './sheet.ts';
import { UnreadableFile } from './unreadable.ts';
import { openWorkbook } from './workbook.ts';

/** The parts of a plan that reading a directory needs. */
export type PeoplePlan = Pick<Plan, 'units' | 'departments' | 'roles'> & Partial<Pick<Plan, 'bodies'>>;

/** A person as the directory names them. */
interface PersonRow {
  sheet: string;
  row: number;
  /** Key of the plan's unit, department or body. */
  unit: string;
  name: string;
  duty: string;
  /** Keys of the plan's roles in a unit that the duty or role names. */
  roles: string[];
  phone: string | null;
  email: string | null;
  robot: string | null;
}

/** A directory is small, and is read without a process of its own: what is larger is refused. */
export const directoryLimits: Limits = {
  ...ordinaryLimits,
  fileBytes: 8 * 1024 * 1024,
  unpackedBytes: 48 * 1024 * 1024,
  rows: 20_000,
  mergedCells: 200_000,
};

/** Any fault means that nothing of the file is taken. */
export interface PeopleReading {
  people: PersonRow[];
  problems: Problem[];
}

/**
 * Reads a directory of people: 单位, 姓名, 职务, 角色, 电话, 邮箱, 机器人, in any order, on any sheet.
 * Never throws for what the file holds: a file that is no workbook is a reading with a fault.
 */
export async function readPeople(bytes: Uint8Array, plan: PeoplePlan, limits: Limits = directoryLimits): Promise<PeopleReading> {
  const reading: PeopleReading = { people: [], problems: [] };
  try {
    const workbook = await openWorkbook(bytes, limits);
    const found = workbook.sheets.filter((sheet) => !sheet.hidden && readSheet(sheet, plan, reading));
    if (found.length === 0) reading.problems.push(problem('people_list_missing', {}));
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    reading.problems.push(problem(error.code, {}, error.detail));
  }
  return { ...reading, people: withoutRepeated(reading) };
}

function readSheet(sheet: Sheet, plan: PeoplePlan, reading: PeopleReading): boolean {
  const start = sheet.rows.slice(0, 30).findIndex((row) => peopleHeader(row) !== undefined);
  const header = sheet.rows[start];
  const columns = header && peopleHeader(header);
  if (!columns) return false;
  for (const row of sheet.rows.slice(start + 1)) {
    if (!peopleHeader(row)) readPerson(sheet, row, columns, plan, reading);
  }
  return true;
}

function readPerson(
  sheet: Sheet,
  row: SheetRow,
  columns: Map<PeopleField, number>,
  plan: PeoplePlan,
  { people, problems }: PeopleReading,
): void {
  const tell = (code: ProblemCode, field: PeopleField, details: Record<string, string | number> = {}): void => {
    problems.push(problem(code, { sheet: sheet.name, row: row.row, column: peopleLabels[field][0] ?? field }, details));
  };
  const text = (field: PeopleField): string => {
    const column = columns.get(field);
    const written = column === undefined ? '' : oneLine(cellText(row.cells[column]));
    if (!hasControlCharacters(written)) return written.slice(0, longest);
    tell('control_characters', field);
    return withoutControlCharacters(written).slice(0, longest);
  };
  const name = text('name').replace(/(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu, '');
  const unitText = text('unit');
  if (name === '' && unitText === '') return;
  if (name === '') tell('person_name_missing', 'name');
  const unit = unitKey(unitText, plan, tell);
  const duty = text('duty');
  if (duty === '' && text('role') === '') tell('person_duty_missing', 'duty');
  const roles = rolesOf(duty, text('role'), plan, tell);
  const { phone, odd } = readContact('', text('phone'));
  if (odd !== undefined) tell('phone_malformed', 'phone', { text: odd });
  const email = address(text('email'), 'email', isEmail, 'email_malformed', tell);
  const robot = address(text('robot'), 'robot', isRobot, 'robot_malformed', tell);
  if (email === null && robot === null) tell('person_unreachable', 'email');
  if (unit !== undefined && name !== '') people.push({ sheet: sheet.name, row: row.row, unit, name, duty, roles, phone, email, robot });
}

type Tell = (code: ProblemCode, field: PeopleField, details?: Record<string, string | number>) => void;

const longest = 300;
/** A body may be named by the end of its name, such as 领导小组; shorter endings say too little. */
const shortestBody = 4;

function unitKey(text: string, { units, departments, bodies = [] }: PeoplePlan, tell: Tell): string | undefined {
  if (text === '') {
    tell('person_unit_missing', 'unit');
    return undefined;
  }
  const body = bodies.find(({ key, name }) => text === key || (text.length >= shortestBody && folded(name.zh).endsWith(folded(text))));
  if (body) return body.key;
  const offices = departments.map(({ key, name, addressedAs = name }) => ({ key, name, addressedAs, kind: 'department' }));
  const named = unitsNamed(text, [...units, ...offices]);
  if (named.length > 1) tell('unit_ambiguous', 'unit', { text, names: named.map(({ name }) => name).join('、') });
  else if (named.length === 0) tell('unit_unknown', 'unit', { text });
  return named.length === 1 ? named[0]?.key : undefined;
}

/** Roles held in a unit: a duty names one in passing (`负责人`), a role column must name one. */
function rolesOf(duty: string, role: string, plan: PeoplePlan, tell: Tell): string[] {
  const inUnit = plan.roles.filter(({ scope }) => scope === 'unit');
  const words = (text: string): string[] =>
    folded(text.replace(/\s+/g, '、'))
      .split(/[、,;/|]+/)
      .filter((word) => word !== '');
  const found = new Set<string>();
  for (const word of words(duty)) for (const one of inUnit) if (isRole(one, word)) found.add(one.key);
  for (const word of words(role)) {
    const fits = inUnit.filter((one) => isRole(one, word));
    if (fits.length === 0) tell('person_role_unknown', 'role', { text: word, names: inUnit.map(({ name }) => name.zh).join('、') });
    for (const one of fits) found.add(one.key);
  }
  return [...found];
}

function isRole(role: Role, word: string): boolean {
  return [role.key, role.name.zh, role.name.en, role.duty].some(
    (name) => name !== undefined && folded(name).toLowerCase() === word.toLowerCase(),
  );
}

function address(text: string, field: PeopleField, isSound: (text: string) => boolean, code: ProblemCode, tell: Tell): string | null {
  // White space within stays: an address without it is another one.
  const plain = text.normalize('NFKC').trim();
  if (/^[-—/\\无]*$/.test(plain)) return null;
  if (isSound(plain)) return plain;
  tell(code, field, { text });
  return null;
}

/** Plain addresses only: no display names, lists, quotes or anything a mail header would take for its own. */
function isEmail(text: string): boolean {
  return text.length <= 254 && /^[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/.test(text) && !/^\.|\.\.|\.@/.test(text);
}

function isRobot(text: string): boolean {
  return text.startsWith('https://') && URL.canParse(text);
}

/** Each person once; a repetition is told and left out. */
function withoutRepeated({ people, problems }: PeopleReading): PersonRow[] {
  const first = new Map<string, PersonRow>();
  for (const person of people) {
    const key = JSON.stringify([person.unit, person.name, person.duty]);
    const earlier = first.get(key);
    if (earlier)
      problems.push(problem('person_duplicate', { sheet: person.sheet, row: person.row, column: '姓名' }, { first: earlier.row }));
    else first.set(key, person);
  }
  return [...first.values()];
}
