/** One line of the final table. */
export interface Figure {
  /** Letter of the section, as in `bench/README.md`. */
  section: string;
  what: string;
  value: number;
  unit: string;
  /** What it stands beside: plain SQL, bare workflow starts. */
  beside?: string;
  target?: Target;
}

export interface Target {
  /** `at least` or `at most` this many of the figure's unit. */
  kind: 'at least' | 'at most';
  value: number;
}

export const atLeast = (value: number): Target => ({ kind: 'at least', value });
export const atMost = (value: number): Target => ({ kind: 'at most', value });

export function isReached({ value, target }: Figure): boolean | null {
  if (!target) return null;
  return target.kind === 'at least' ? value >= target.value : value <= target.value;
}

/** Three significant places; whole numbers stay whole. */
export function inWords(value: number): string {
  if (Number.isInteger(value) || value >= 100) return Math.round(value).toLocaleString('en');
  return String(Number(value.toPrecision(3)));
}
