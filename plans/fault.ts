/** Steps from the plan's root to a value: `['ladders', 2, 'rungs', 0, 'to']`. */
export type Path = readonly (string | number)[];

/** Something wrong, or doubtful, in a plan's folder. Lines count from 1; the message is Chinese, then English. */
export interface Fault {
  file: string;
  line: number;
  field: string;
  message: string;
}

/** Thrown by `loadPlan`: every fault of the folder, in the order of files and lines. */
export class PlanFaults extends Error {
  readonly faults: Fault[];

  constructor(faults: Fault[]) {
    super(faults.map(faultLine).join('\n'));
    this.name = 'PlanFaults';
    this.faults = faults;
  }
}

/** `file:line: field: message`, the form of `duban plan check`. */
export function faultLine(fault: Fault): string {
  const place = `${fault.file}:${fault.line}:`;
  return fault.field === '' ? `${place} ${fault.message}` : `${place} ${fault.field}: ${fault.message}`;
}

/** `ladders[2].rungs[0].to` */
export function fieldName(path: Path): string {
  return path.map((step, i) => (typeof step === 'number' ? `[${step}]` : i === 0 ? step : `.${step}`)).join('');
}

export function inOrder(faults: Fault[]): Fault[] {
  return [...faults].sort((a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1));
}
