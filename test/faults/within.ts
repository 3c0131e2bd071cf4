import { setTimeout as pause } from 'node:timers/promises';

const usualPatienceMs = 300_000;

/** Whether it comes to hold before patience ends. */
export async function within(holds: () => Promise<boolean>, patienceMs = usualPatienceMs): Promise<boolean> {
  for (const began = performance.now(); performance.now() - began < patienceMs;) {
    if (await holds()) return true;
    await pause(200);
  }
  return false;
}
