import { readdirSync, readFileSync } from 'node:fs';

/** A process and all it started, in MiB, by name. Shared memory counts by shares (PSS), so that sums mean something. Linux only. */
export function memoryOf(supervisor: number): Map<string, number> {
  const children = new Map<number, number[]>();
  for (const pid of readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)) {
    const parent = parentOf(pid);
    if (parent !== null) children.set(parent, [...(children.get(parent) ?? []), pid]);
  }
  const sums = new Map<string, number>();
  const add = (pid: number) => {
    const name = pid === supervisor ? 'supervisor' : nameOf(pid);
    sums.set(name, (sums.get(name) ?? 0) + pssMiB(pid));
    for (const child of children.get(pid) ?? []) add(child);
  };
  add(supervisor);
  return sums;
}

function parentOf(pid: number): number | null {
  const stat = read(`/proc/${pid}/stat`);
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields[1] === undefined ? null : Number(fields[1]);
}

function nameOf(pid: number): string {
  const words = read(`/proc/${pid}/cmdline`).split('\0');
  const part = words.indexOf('--only');
  if (part > 0) return words[part + 1] ?? 'part';
  const program = read(`/proc/${pid}/comm`).trim();
  return program;
}

function pssMiB(pid: number): number {
  return Number(/^Pss:\s+(\d+) kB/m.exec(read(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0) / 1024;
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
