import type { ProblemCode } from './problems.ts';

/** A file that cannot be opened as a workbook at all; its code says why and its `detail` is shown to the person. */
export class UnreadableFile extends Error {
  readonly code: ProblemCode;
  readonly detail: Record<string, string | number>;

  constructor(code: ProblemCode, detail: Record<string, string | number> = {}, cause?: unknown) {
    super(code, { cause });
    this.name = 'UnreadableFile';
    this.code = code;
    this.detail = detail;
  }
}
