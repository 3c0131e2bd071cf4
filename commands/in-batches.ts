import type { Pool } from 'pg';

interface Waiting<Job, Result> {
  job: Job;
  resolve: (result: Result | Promise<Result>) => void;
  reject: (error: unknown) => void;
}

/**
 * Makes one call of many: jobs that come up at the same moment are done by one statement, and those that come up while all lines are busy
 * by the next. Nobody waits for company: a job that is alone goes at once.
 * @param perform gives a result for each job, in their order, or the promise of one that shall not keep the next batch waiting; when it throws, every job of the batch fails with that
 * @param most jobs of one batch
 * @param lines batches under way at a time, for each pool
 */
export function inBatches<Job, Result>(
  perform: (pool: Pool, jobs: Job[]) => Promise<(Result | Promise<Result>)[]>,
  { most, lines }: { most: number; lines: number },
): (pool: Pool, job: Job) => Promise<Result> {
  const queues = new WeakMap<Pool, { waiting: Waiting<Job, Result>[]; busy: number; called: boolean }>();
  const queueOf = (pool: Pool) => {
    let queue = queues.get(pool);
    if (!queue) queues.set(pool, (queue = { waiting: [], busy: 0, called: false }));
    return queue;
  };

  const call = (pool: Pool) => {
    const queue = queueOf(pool);
    if (queue.called || queue.busy >= lines || queue.waiting.length === 0) return;
    queue.called = true;
    setImmediate(() => {
      queue.called = false;
      void work(pool, queue.waiting.splice(0, most));
      call(pool);
    });
  };

  const work = async (pool: Pool, batch: Waiting<Job, Result>[]) => {
    const queue = queueOf(pool);
    queue.busy++;
    try {
      const results = await perform(
        pool,
        batch.map(({ job }) => job),
      );
      if (results.length !== batch.length) throw new Error('a batch came back with another number of results');
      results.forEach((result, index) => batch[index]?.resolve(result));
    } catch (error) {
      for (const { reject } of batch) reject(error);
    } finally {
      queue.busy--;
      call(pool);
    }
  };

  return (pool, job) =>
    new Promise<Result>((resolve, reject) => {
      queueOf(pool).waiting.push({ job, resolve, reject });
      call(pool);
    });
}
