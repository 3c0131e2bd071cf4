import type { Experiment, Outcome } from './experiment.ts';

export interface Result {
  experiment: Experiment;
  outcome: Outcome;
}

/** The promises that are measured here, in words. */
const promises: Record<string, string> = {
  '1': 'no message lost',
  '2': 'no message twice, but what was in flight when killed',
  '3': 'an acknowledged command is kept, once',
  '4': 'right state under failures',
  '5': 'an outage costs lateness only',
  '6': 'mail trouble',
  '7': 'a storm is one digest a person',
  '8': 'a moved deadline leaves nothing stale',
  '10': 'Temporal lost or put back: rebuilt, nothing sent again',
};

/** A line for each promise and experiment that measures it, with its figures. */
export function promisesTable(results: Result[]): string {
  const lines = Object.entries(promises).flatMap(([number, words]) =>
    results
      .filter(({ experiment }) => experiment.promises.split(', ').includes(number))
      .map(({ experiment, outcome }) => {
        const figures = Object.entries(outcome.figures).map(([name, figure]) => `${name} ${figure}`);
        return `| ${number} | ${words} | ${outcome.broken.length === 0 ? 'kept' : 'BROKEN'} | ${experiment.name} | ${figures.join('; ')} |`;
      }),
  );
  return ['| # | promise | | experiment | figures |', '|---|---|---|---|---|', ...lines].join('\n');
}
