import type { Draft } from './draft.ts';
import type { Path } from './fault.ts';

export interface Reporting {
  fault(path: Path, message: string): void;
  warn(path: Path, message: string): void;
  /** False for a section whose file could not be read whole: what seems missing there may be in the part not read. */
  isWhole(section: string): boolean;
}

export function checkDraft(draft: Draft, reporting: Reporting): void {
  void draft;
  void reporting;
}
