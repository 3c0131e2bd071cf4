interface Waiting<Job, Result> {
  job: Job;
  resolve: (result: Result | Promise<Result>) => void;
  reject: (error: unknown) => void;
}

/**
 * Makes one call of many: jobs that come up at the same moment are done by one statement, and those that come up while all lines are busy
 * by the next. Nobody waits for company: a job that is alone goes at once.
 * @param perform gives a result for each job, in their order, or the promise of one that shall not keep the next batch waiting; when it throws, every job of the batch fails with that
 * @param most jobs of one batch, all for one place
 * @param lines batches under way at a time, for each place
 */
export function inBatches<Place extends object, Job, Result>(
  perform: (place: Place, jobs: Job[]) => Promise<(Result | Promise<Result>)[]>,
  { most, lines }: { most: number; lines: number },
): (place: Place, job: Job) => Promise<Result> {
  const queues = new WeakMap<Place, { waiting: Waiting<Job, Result>[]; busy: number; called: boolean }>();
  const queueOf = (place: Place) => {
    let queue = queues.get(place);
    if (!queue) queues.set(place, (queue = { waiting: [], busy: 0, called: false }));
    return queue;
  };

  const call = (place: Place) => {
    const queue = queueOf(place);
    if (queue.called || queue.busy >= lines || queue.waiting.length === 0) return;
    queue.called = true;
    setImmediate(() => {
      queue.called = false;
      void work(place, queue.waiting.splice(0, most));
      call(place);
    });
  };

  const work = async (place: Place, batch: Waiting<Job, Result>[]) => {
    const queue = queueOf(place);
    queue.busy++;
    try {
      const results = await perform(
        place,
        batch.map(({ job }) => job),
      );
      if (results.length !== batch.length) throw new Error('a batch came back with another number of results');
      results.forEach((result, index) => batch[index]?.resolve(result));
    } catch (error) {
      for (const { reject } of batch) reject(error);
    } finally {
      queue.busy--;
      call(place);
    }
  };

  return (place, job) =>
    new Promise<Result>((resolve, reject) => {
      queueOf(place).waiting.push({ job, resolve, reject });
      call(place);
    });
}
