import { EventEmitter, once } from 'node:events';
import { describe, expect, it } from '@jest/globals';
import { inBatches } from '../../commands/in-batches.ts';

const place = {};

/** Batches as they came, each done when it is told to. */
function slow(limits: { most: number; lines: number }) {
  const batches: { jobs: number[]; finish: () => void }[] = [];
  const ask = inBatches<object, number, number>(
    (_place, jobs) =>
      new Promise((resolve) => {
        batches.push({ jobs, finish: () => resolve(jobs.map((job) => job * 10)) });
      }),
    limits,
  );
  const turn = () => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
  return { batches, ask: (job: number) => ask(place, job), turn };
}

describe('jobs in batches', () => {
  it('do together what comes up in one moment, and each job gets its own result', async () => {
    const { batches, ask, turn } = slow({ most: 10, lines: 1 });
    const results = Promise.all([1, 2, 3].map(ask));
    await turn();
    expect(batches.map(({ jobs }) => jobs)).toEqual([[1, 2, 3]]);
    batches[0]?.finish();
    expect(await results).toEqual([10, 20, 30]);
  });

  it('let a job that is alone go at once', async () => {
    const { batches, ask, turn } = slow({ most: 10, lines: 2 });
    void ask(1);
    await turn();
    void ask(2);
    await turn();
    expect(batches.map(({ jobs }) => jobs)).toEqual([[1], [2]]);
  });

  it('gather what comes up while every line is busy, as many as fit', async () => {
    const { batches, ask, turn } = slow({ most: 2, lines: 1 });
    void ask(1);
    await turn();
    for (const job of [2, 3, 4]) void ask(job);
    await turn();
    expect(batches).toHaveLength(1);
    batches[0]?.finish();
    await turn();
    batches[1]?.finish();
    await turn();
    expect(batches.map(({ jobs }) => jobs)).toEqual([[1], [2, 3], [4]]);
  });

  it('fail together when the call fails, and the next go on', async () => {
    let calls = 0;
    const ask = inBatches<object, number, number>(
      (_place, jobs) => (calls++ === 0 ? Promise.reject(new Error('away')) : Promise.resolve(jobs)),
      {
        most: 5,
        lines: 1,
      },
    );
    const first = await Promise.allSettled([ask(place, 1), ask(place, 2)]);
    expect(first.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await ask(place, 3)).toBe(3);
  });

  it('do not keep the next batch waiting for a result that is promised for later', async () => {
    const later = new EventEmitter();
    const resultOf = async (job: number) => (job === 1 ? ((await once(later, 'ready')) as number[])[0] : job);
    const ask = inBatches<object, number, number | undefined>((_place, jobs) => Promise.resolve(jobs.map(resultOf)), { most: 5, lines: 1 });
    const late = ask(place, 1);
    expect(await ask(place, 2)).toBe(2);
    later.emit('ready', 7);
    expect(await late).toBe(7);
  });
});
