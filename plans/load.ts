import type { Plan } from '../domain/plan.ts';
import { checkDraft } from './check.ts';
import { compile } from './compile.ts';
import { faultReporter, readDraft } from './draft.ts';
import type { Fault } from './fault.ts';
import { inOrder, PlanFaults } from './fault.ts';
import { redate } from './redate.ts';
import { readSource } from './source.ts';

export interface LoadOptions {
  /** Move the plan by whole years, so that its campaign starts in this one. */
  year?: number;
}

export interface Checked {
  /** There when nothing is wrong; warnings do not keep it away. */
  plan?: Plan;
  faults: Fault[];
  warnings: Fault[];
}

/** The plan in `dir`, or `PlanFaults` with all that is wrong with it. */
export async function loadPlan(dir: string, options: LoadOptions = {}): Promise<Plan> {
  const { plan, faults } = await checkPlan(dir, options);
  if (!plan) throw new PlanFaults(faults);
  return plan;
}

/** Everything that is wrong with the plan in `dir`, everything doubtful, and the plan itself when nothing is wrong. */
export async function checkPlan(dir: string, options: LoadOptions = {}): Promise<Checked> {
  const source = await readSource(dir);
  const faults: Fault[] = [...source.faults];
  const warnings: Fault[] = [];
  const isReadable = Object.keys(source.data).length > 0 || faults.length === 0;
  if (isReadable) {
    const dated = options.year === undefined ? source : { ...source, data: redate(source.data, options.year) };
    const fault = faultReporter(dated, faults);
    const draft = readDraft(dated, fault);
    checkDraft(draft, { fault, warn: faultReporter(dated, warnings), isWhole: (section) => source.isWhole(section) });
    if (faults.length === 0) return { plan: compile(draft), faults, warnings: inOrder(warnings) };
  }
  return { faults: inOrder(faults), warnings: inOrder(warnings) };
}
