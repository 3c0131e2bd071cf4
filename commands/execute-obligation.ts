import { carryOut, type ExecuteDeps } from './execute.ts';
import { obligations } from './kinds.ts';
import type { AnswerOf, OrderFor } from './subject-kind.ts';

export type ObligationOrder = OrderFor<'obligation'>;
export type ObligationAnswer = AnswerOf<'obligation'>;

/** The one way to change an obligation; see `carryOut`. */
export function executeObligation(deps: ExecuteDeps, order: ObligationOrder): Promise<ObligationAnswer> {
  return carryOut(obligations, deps, order);
}
