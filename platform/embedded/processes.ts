import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

/** A process that can still be recognised after its number has been given to another. */
export interface ProcessMark {
  pid: number;
  /** When it began, as the system writes it; equal only for the very same process. */
  began: string;
}

/** Null when no such process runs. A zombie counts as ended. */
export function markOf(pid: number): ProcessMark | null {
  const began = process.platform === 'linux' ? beganOnLinux(pid) : beganElsewhere(pid);
  return began === null ? null : { pid, began };
}

export function isRunning(mark: ProcessMark): boolean {
  return markOf(mark.pid)?.began === mark.began;
}

/**
 * Ends a process: asks with the first signal, and goes on to the next when it has not gone in time.
 * @param patienceMs how long each signal is given
 */
export async function endProcess(mark: ProcessMark, signals: NodeJS.Signals[], patienceMs: number): Promise<boolean> {
  for (const signal of signals) {
    if (!isRunning(mark)) return true;
    if (!send(mark.pid, signal)) return !isRunning(mark);
    for (let waited = 0; waited < patienceMs; waited += 50) {
      await pause(50);
      if (!isRunning(mark)) return true;
    }
  }
  return !isRunning(mark);
}

function send(pid: number, signal: NodeJS.Signals): boolean {
  try {
    process.kill(pid, signal);
    return true;
  } catch {
    return false;
  }
}

function beganOnLinux(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in brackets may hold spaces and brackets: count fields from the last one.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? null : (fields[19] ?? null);
  } catch {
    return null;
  }
}

function beganElsewhere(pid: number): string | null {
  try {
    if (process.platform === 'win32') {
      process.kill(pid, 0);
      return 'running';
    }
    const line = execFileSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
    return line === '' || line.startsWith('Z') ? null : line.replace(/^\S+\s+/, '');
  } catch {
    return null;
  }
}
