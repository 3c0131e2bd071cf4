import type { Path } from '../fault.ts';

/** What the checks look at and where they report. Data is as written, so that one fault does not hide another. */
export interface Checking {
  data: Record<string, unknown>;
  fault: (path: Path, message: string) => void;
  /** False for a section whose file could not be read whole: what seems missing may stand in the part not read. */
  isWhole(section: string): boolean;
}
