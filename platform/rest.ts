import { performance } from 'node:perf_hooks';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Looks without work after which a process is taken to be at rest. */
const quietLooks = 10;
/** While it rests, a little garbage is made each minute, and is collected as often. */
const againAfterLooks = 60;
/** Share of the time between two looks. The relay's own look each second is far below. */
const busy = 0.1;

/**
 * Lets a process be small at rest and quick at work. With `--optimize-for-size`, V8 collects early and gives memory back: at work that
 * takes a third of the worker's rate, so it is turned off while there is any, and after each burst, and each minute of rest, garbage is collected, for V8 collects
 * when a process allocates: one that has imported thousands of items and then sleeps would keep what that took. So would the C library,
 * which serves Node itself and the SDK's core.
 * @param lookEveryMs a process is at rest after ten looks without work
 */
export function restSmall(lookEveryMs = 1_000): void {
  let isSmall = true;
  let trim: Promise<Trim> | null = null;
  let quietFor = 0;
  let last = performance.eventLoopUtilization();
  setInterval(() => {
    const now = performance.eventLoopUtilization();
    const isBusy = performance.eventLoopUtilization(now, last).utilization > busy;
    last = now;
    quietFor = isBusy ? 0 : quietFor + 1;
    if (isBusy && isSmall) {
      setFlagsFromString('--no-optimize-for-size');
      isSmall = false;
    }
    if (quietFor % againAfterLooks === quietLooks) {
      setFlagsFromString('--optimize-for-size');
      isSmall = true;
      trim ??= glibcTrim();
      void giveBack(trim);
    }
  }, lookEveryMs).unref();
}

/** Collects garbage, and has glibc give back what is free in the middle of its heaps, which by itself it never does. Other C libraries need no asking. */
async function giveBack(loading: Promise<Trim>): Promise<void> {
  const trim = await loading;
  collect();
  trim?.(0);
}

/** Null where the C library is another than glibc. */
type Trim = ((keep: number) => number) | null;

async function glibcTrim(): Promise<Trim> {
  try {
    const { default: koffi } = await import('koffi');
    return koffi.load('libc.so.6').func('int malloc_trim(size_t)') as Trim;
  } catch {
    return null;
  }
}

/** V8's own collection: by name where it was started with `--expose-gc`, else in a context made after the flag is set. */
function collect(): void {
  if (globalThis.gc) {
    globalThis.gc();
    return;
  }
  setFlagsFromString('--expose-gc');
  runInNewContext('gc()');
}
