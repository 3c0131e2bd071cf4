import type { Worker } from '@temporalio/worker';

/** Runs a worker until the signal ends it or it fails; what is begun is finished. */
export async function runWorker(worker: Worker, signal: AbortSignal): Promise<void> {
  const end = () => {
    if (worker.getState() === 'RUNNING') worker.shutdown();
  };
  const running = worker.run();
  signal.addEventListener('abort', end, { once: true });
  if (signal.aborted) end();
  try {
    await running;
  } finally {
    signal.removeEventListener('abort', end);
  }
}
