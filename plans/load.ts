import type { Plan } from '../domain/plan.ts';
import { checkTogether } from './check.ts';
import { compile } from './compile.ts';
import { doubts } from './doubts.ts';
import { readDraft } from './draft.ts';
import type { Fault, Path } from './fault.ts';
import { fieldName, inOrder, PlanFaults } from './fault.ts';
import { redate } from './redate.ts';
import type { Source } from './source.ts';
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
  // A folder that is not there lacks everything; saying so once is enough.
  if (Object.keys(source.data).length === 0 && faults.length > 0) return { faults, warnings };

  const data = options.year === undefined ? source.data : redate(source.data, options.year);
  const fault = reporter(source, faults);
  const draft = readDraft(data, source, fault);
  checkTogether({ data, fault, isWhole: (section) => source.isWhole(section) }, draft);
  if (faults.length > 0) return { faults: inOrder(faults), warnings };

  const plan = compile(draft);
  doubts(plan, draft, reporter(source, warnings));
  return { plan, faults, warnings: inOrder(warnings) };
}

function reporter(source: Source, into: Fault[]): (path: Path, message: string) => void {
  return (path, message) => {
    into.push({ ...source.place(path), field: fieldName(path), message });
  };
}
