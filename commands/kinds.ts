import { decide } from '../domain/decide.ts';
import { decideObligation } from '../domain/decide-obligation.ts';
import { clockState } from '../domain/ledger-item.ts';
import { mayNot } from '../domain/may-do.ts';
import { mayNotOblige } from '../domain/may-do-obligation.ts';
import { obligationClock, obligationRulesKey } from '../domain/obligation.ts';
import { contentAfter } from './content.ts';
import type { SubjectKind } from './subject-kind.ts';

/** What the ledger holds. */
export const items: SubjectKind<'item'> = {
  name: 'item',
  unit: ({ county }) => county,
  rulesKey: ({ difficulty }) => difficulty,
  newRulesKey: (command) => (command.action === 'reclassify' ? command.difficulty : null),
  clock: clockState,
  mayNot: (actor, { action }, item) => mayNot(actor, action, item),
  decide,
  content: contentAfter,
  named: (item) => ({ item }),
};

/** What units owe. It says nothing besides its life, and never moves to other rules. */
export const obligations: SubjectKind<'obligation'> = {
  name: 'obligation',
  unit: ({ unit }) => unit,
  rulesKey: ({ key }) => obligationRulesKey(key),
  newRulesKey: () => null,
  clock: obligationClock,
  mayNot: (actor, { action }, obligation) => mayNotOblige(actor, action, obligation),
  decide: decideObligation,
  content: () => null,
  named: (obligation) => ({ obligation }),
};
