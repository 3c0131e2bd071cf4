import type { Plan } from '../../domain/plan.ts';

/** The parts of a plan that reading a ledger needs. */
export type LedgerPlan = Pick<Plan, 'units' | 'difficulties' | 'starts' | 'ends' | 'calendar'> & Partial<Pick<Plan, 'ledgerForm'>>;
