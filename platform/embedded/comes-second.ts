import { readdirSync, writeFileSync } from 'node:fs';
import { getPriority, setPriority } from 'node:os';

/** Below this process's own priority: half the share of what people wait for, when there is not enough for all; all there is, when nobody waits. */
const courtesy = 3;
const lowest = 19;

/**
 * Lets a process give way to what people wait for: on a small machine telling a thousand workflows would else take the processor from the
 * changes they are told of. What it does is the same, only later when the machine is busy.
 *
 * Linux may share by session before it shares by priority (`sched_autogroup`), so both are told; and priority belongs to each thread.
 * Where that cannot be said (another system, no permission) all are equal, which is only slower for people.
 */
export function comeSecond(pid: number): void {
  const priority = Math.min(lowest, getPriority() + courtesy);
  for (const thread of threadsOf(pid)) attempt(() => setPriority(thread, priority));
  attempt(() => writeFileSync(`/proc/${pid}/autogroup`, String(courtesy)));
}

function threadsOf(pid: number): number[] {
  try {
    return readdirSync(`/proc/${pid}/task`).map(Number);
  } catch {
    return [pid];
  }
}

function attempt(act: () => void): void {
  try {
    act();
  } catch {
    // It ended meanwhile, or the system does not allow it.
  }
}
