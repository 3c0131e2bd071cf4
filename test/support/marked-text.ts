import { readFileSync, writeFileSync } from 'node:fs';

/** Puts a text between a file's marks of this name, instead of what stood there. @throws when the file has no such marks */
export function putBetweenMarks(file: string, name: string, text: string): void {
  const old = readFileSync(file, 'utf8');
  const begin = `<!-- ${name}: begin -->`;
  const from = old.indexOf(begin);
  const to = old.indexOf(`<!-- ${name}: end -->`);
  if (from < 0 || to < from) throw new Error(`${file} has no place for ${name}`);
  writeFileSync(file, `${old.slice(0, from + begin.length)}\n\n${text}\n\n${old.slice(to)}`);
}
