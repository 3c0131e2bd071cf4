/** 1: what was given is wrong. 2: the environment is. */
export type FaultExit = 1 | 2;

/** A failure told to a person in both languages: what failed and what to do. Its text carries no personal data. */
export class Fault extends Error {
  readonly exitCode: FaultExit;
  readonly zh: string;
  readonly en: string;

  constructor(exitCode: FaultExit, zh: string, en: string, cause?: unknown) {
    super(`${zh}\n${en}`, cause === undefined ? undefined : { cause });
    this.name = 'Fault';
    this.exitCode = exitCode;
    this.zh = zh;
    this.en = en;
  }
}

export function environmentFault(zh: string, en: string, cause?: unknown): Fault {
  return new Fault(2, zh, en, cause);
}

export function inputFault(zh: string, en: string, cause?: unknown): Fault {
  return new Fault(1, zh, en, cause);
}
