/** Tells a person, in both languages, what is being done. Progress goes to standard error, so that `--json` stays clean. */
export type Say = (zh: string, en: string) => void;

export const sayOnStderr: Say = (zh, en) => {
  process.stderr.write(`${zh} · ${en}\n`);
};

export const sayNothing: Say = () => undefined;
