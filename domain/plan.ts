import type { CalendarData, Day } from './calendar.ts';
import type { Ladder } from './ladder.ts';

/** A text with its official Chinese and an English reading. */
export interface Named {
  zh: string;
  en?: string;
}

/** A role that a ladder can address. `subject`: named on the subject; `unit`: somebody of its unit; `campaign`: the same people everywhere. */
export interface Role {
  key: string;
  name: Named;
  scope: 'subject' | 'unit' | 'campaign';
  /** For `unit`: the duty in the unit's directory of people. For `campaign`: the body of the plan's organisation. */
  duty?: string;
  body?: string;
}

/** A class of difficulty with how its deadline is found. Either a fixed day or workdays after assignment. */
export interface Difficulty {
  key: string;
  name: Named;
  due: { day: Day } | { workdaysAfterAssignment: number };
  /** How ledgers write this deadline, e.g. `立行立改`, `7月中旬`. */
  phrases: string[];
  ladder: Ladder;
  clause: string;
}

export interface Unit {
  key: string;
  name: string;
  /** How the notice addresses it, e.g. 延津县人力资源和社会保障局. */
  addressedAs: string;
  kind: string;
}

export interface Phase {
  key: string;
  name: Named;
  starts: Day;
  ends: Day;
  clause: string;
  /** Conditions that must hold before it closes. */
  gates: { key: string; name: Named; clause: string }[];
}

export interface WorkItem {
  number: number;
  key: string;
  name: Named;
  phase: string;
  starts: Day;
  ends: Day;
  /** Keys of departments; the first leads. */
  departments: string[];
  clause: string;
}

/** Something a unit owes by a moment. Recurring ones are already spelt out: one entry for each occurrence. */
export interface ObligationRule {
  /** Unique in the plan, with the period for recurring ones: `monthly:2023-07`. */
  key: string;
  name: Named;
  kind: string;
  due: Day;
  /** First day on which it exists: nothing is sent before. */
  starts: Day;
  /** Keys of the units or departments that owe it. */
  owedBy: string[];
  ladder: Ladder;
  clause: string;
}

export interface Checklist {
  key: string;
  name: Named;
  appliesTo: string[];
  clause: string;
  groups: { name: string; rows: ChecklistRow[] }[];
}

export interface ChecklistRow {
  number: number;
  topic?: string;
  text: string;
  /** `institution`, `department`, … who answers. */
  answeredBy: string;
  /** Kinds of body the row concerns; empty: all. */
  appliesTo: string[];
  /** The notice is damaged here: shown as such, never filled in by guess. */
  uncertain?: string;
  /** National or provincial platform that already holds the answer. */
  source?: string;
}

export interface Disposition {
  key: string;
  name: Named;
  clause: string;
  /** Who decides where it is not the bureau, e.g. the province. */
  decidedBy?: string;
}

export interface Person {
  name: string;
  duty: string;
  phone?: string;
  email?: string;
}

export interface Body {
  key: string;
  name: Named;
  members: (Person & { roles: string[] })[];
  duties: Named[];
}

export interface InspectionRule {
  key: string;
  name: Named;
  selection: 'designated' | 'drawn';
  body: string;
  reason: string;
  minimumInstitutions?: number;
  personsShare?: number;
  contactedShare?: number;
  starts: Day;
  ends: Day;
  clause: string;
}

/** A campaign as data, whole. Everything a campaign differs by is here and nowhere in code. */
export interface Plan {
  id: string;
  name: Named;
  issuer: string;
  documentNumber: string;
  starts: Day;
  ends: Day;
  calendar: CalendarData;
  roles: Role[];
  phases: Phase[];
  departments: { key: string; name: string; addressedAs?: string }[];
  workItems: WorkItem[];
  focusAreas: { number: number; name: Named; clause: string }[];
  difficulties: Difficulty[];
  /** The column layout and wording of the campaign's ledger form. */
  units: Unit[];
  obligations: ObligationRule[];
  checklists: Checklist[];
  dispositions: Disposition[];
  inspections: InspectionRule[];
  bodies: Body[];
  contacts: (Person & { unit: string })[];
  hotlines: string[];
  mailbox?: string;
  /** Returns before a return becomes a re-rectification order, and the workdays a return gives when its deadline has passed. */
  returns: { limit: number; graceWorkdays: number; orderTo: string[] };
  /** Workdays a chaser by hand must wait after the last. */
  chaserCooldownWorkdays: number;
  /** Whether pages rank units against one another; off unless the plan turns it on. */
  ranking: boolean;
}
