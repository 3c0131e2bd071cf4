/** Under `npm start` one Ctrl-C comes twice: from the terminal, and passed on by npm. */
const SAME_ASKING_MS = 1_000;

/**
 * A signal that is aborted by Ctrl-C or by being asked to end, and by the end of the process that started us. Who asks a second time does
 * not want to wait.
 * @param force what is still to be ended, at once, before the process is
 */
export function whenAskedToStop(force: () => void = () => undefined): AbortSignal {
  const stopping = new AbortController();
  let first = Number.POSITIVE_INFINITY;
  const asked = () => {
    if (performance.now() - first > SAME_ASKING_MS) {
      force();
      process.exit(130);
    }
    first = Math.min(first, performance.now());
    stopping.abort();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, asked);
  // A part outlives its supervisor only as long as it takes to end cleanly.
  process.on('disconnect', () => {
    stopping.abort();
    setTimeout(() => process.exit(1), 10_000).unref();
  });
  return stopping.signal;
}
