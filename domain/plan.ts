import type { CalendarData, Day } from './calendar.ts';
import type { DueRule } from './deadline.ts';
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
  /** The role above it; roles that report to nobody are the top. */
  reportsTo?: string;
}

/** A class of difficulty with how its deadline is found. */
export interface Difficulty {
  key: string;
  name: Named;
  due: DueRule;
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
  /** Phases that must have closed before it may start; the notice's overlap and have none. */
  after?: string[];
  /** Conditions that must hold before it closes. */
  gates: Gate[];
}

/** A condition of a phase's closing. */
export interface Gate {
  key: string;
  name: Named;
  clause: string;
  /** What decides it: `obligations` accepted, the `ledger` closed or extended, `inspections` quotas met, or a person (`manual`). */
  checks?: 'obligations' | 'ledger' | 'inspections' | 'manual';
  /** Keys of the obligation rules, difficulties or inspections concerned; empty: all. */
  of?: string[];
}

export interface WorkItem {
  number: number;
  key: string;
  name: Named;
  /** What is to be done, in short. */
  summary?: string;
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
  /** Key of the rule it comes from, shared by all occurrences of a recurring one, and the period of this one: `2023-07`, `2023-Q3`. */
  rule?: string;
  period?: string;
  /** Keys of obligation rules to be met before. */
  after?: string[];
}

export interface Checklist {
  key: string;
  name: Named;
  appliesTo: string[];
  clause: string;
  groups: ChecklistGroup[];
}

export interface ChecklistGroup {
  name: string;
  number?: number;
  /** The notice does not show where the group begins or ends. */
  uncertain?: string;
  rows: ChecklistRow[];
}

export interface ChecklistRow {
  /** As printed: counted within its group where groups are numbered, else within the checklist. */
  number: number;
  /** Unique in the checklist: `1.3`, or the number itself. */
  key?: string;
  topic?: string;
  text: string;
  /** `institution`, `department`, … who answers. */
  answeredBy: string;
  /** Kinds of body the row concerns; empty: all. */
  appliesTo: string[];
  /** Clauses of the text that concern only some kinds of body. Joined they are the text. */
  parts?: { text: string; appliesTo: string[] }[];
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
  /** Keys of partners it is done with or handed to. */
  with?: string[];
  /** Whether an amount due and an amount recovered are recorded. */
  recordsAmount?: boolean;
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
  /** `roles`: keys of the plan's roles that the member holds; `unit`: the unit or department it heads or works in. */
  members: (Person & { roles: string[]; position?: string; unit?: string })[];
  duties: Named[];
  clause?: string;
}

/** Authorities outside the bureau. */
export interface Partner {
  key: string;
  name: string;
}

/** A special operation, alone or with partners. */
export interface Operation {
  key: string;
  name: Named;
  partners: string[];
  targets: string[];
  workItem?: number;
  clause: string;
}

/** A kind of institution that checklists and rows tell apart. */
export interface InstitutionKind {
  key: string;
  name: Named;
  /** The kind it belongs to, e.g. `employer` to `evaluation`. */
  within?: string;
}

/** The institutions' own check of themselves. */
export interface SelfCheckRule {
  starts: Day;
  /** Problems and measures are in. */
  reportBy: Day;
  ends: Day;
  /** Keys of checklists. */
  checklists: string[];
  ladder: Ladder;
  clause: string;
}

/** What can come from any unit at any time and goes to the top at once. */
export interface UrgentRule {
  to: string[];
  followUpWorkdays: number;
  clause: string;
}

/** The form of the campaign's problem ledger: what stands above, its columns in order, what stands below. */
export interface LedgerForm {
  title: string;
  head: string[];
  columns: { field: string; title: string }[];
  foot: string[];
  clause: string;
}

/** An official document's fixed wording; `{{…}}` marks what is filled in. */
export interface DocumentText {
  key: string;
  name: Named;
  title: string;
  paragraphs: string[];
  clause: string;
}

/** A standing rule of how the campaign is run: meetings, supervision, criticism, requirements. */
export interface Provision {
  key: string;
  name: Named;
  text: string;
  clause: string;
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
  /** When and on what ground it was ordered, what it is to achieve, and whom and since which year it covers. */
  about: { issued?: Day; basis: string[]; goal?: string; scope: Named[]; sinceYear?: number };
  calendar: CalendarData;
  roles: Role[];
  phases: Phase[];
  departments: { key: string; name: string; addressedAs?: string }[];
  workItems: WorkItem[];
  focusAreas: { number: number; name: Named; summary?: string; clause: string }[];
  difficulties: Difficulty[];
  units: Unit[];
  obligations: ObligationRule[];
  institutionKinds: InstitutionKind[];
  selfCheck?: SelfCheckRule;
  checklists: Checklist[];
  ledgerForm?: LedgerForm;
  documents: DocumentText[];
  partners: Partner[];
  operations: Operation[];
  urgentMatters?: UrgentRule;
  provisions: Provision[];
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
