import type { Plan } from '../domain/plan.ts';
import { faultLine } from '../plans/fault.ts';
import type { Checked } from '../plans/load.ts';
import { checkPlan } from '../plans/load.ts';

export interface PlanCheckOptions {
  /** Check the plan as moved to this year. */
  year?: number;
  /** Print one JSON object and nothing else. */
  json?: boolean;
}

/**
 * `duban plan check DIR`: prints every fault as `file:line: field: message`, doubts after `warning:`. Gives the exit code: 0 when the plan can be
 * used, 1 when it is wrong, 2 when checking itself failed.
 */
export async function planCheck(
  dir: string,
  options: PlanCheckOptions = {},
  print: (line: string) => void = (line) => void process.stdout.write(`${line}\n`),
): Promise<0 | 1 | 2> {
  if (options.year !== undefined && !(Number.isInteger(options.year) && options.year >= 1900 && options.year <= 9999)) {
    const fault = { file: '--year', line: 1, field: '', message: `不是年份：${options.year}，应写作 2027 / not a year; write it as 2027` };
    tell({ faults: [fault], warnings: [] }, options, print);
    return 1;
  }
  let checked: Checked;
  try {
    checked = await checkPlan(dir, options.year === undefined ? {} : { year: options.year });
  } catch (error) {
    process.stderr.write(`检查未能完成 / the check failed: ${error instanceof Error ? error.message : String(error)}\n`);
    return 2;
  }
  tell(checked, options, print);
  return checked.plan ? 0 : 1;
}

function tell({ plan, faults, warnings }: Checked, { json = false }: PlanCheckOptions, print: (line: string) => void): void {
  if (json) {
    print(JSON.stringify({ ok: plan !== undefined, plan: plan ? summary(plan) : null, faults, warnings }));
    return;
  }
  for (const fault of faults) print(faultLine(fault));
  for (const warning of warnings) print(`warning: ${faultLine(warning)}`);
  if (plan) {
    const counts = `${plan.units.length} 个单位，${plan.workItems.length} 项任务，${plan.obligations.length} 项报送和任务期限，${warnings.length} 条提示`;
    const english = `${plan.units.length} units, ${plan.workItems.length} work items, ${plan.obligations.length} obligations, ${warnings.length} warnings`;
    print(`${plan.id} 可以使用：${counts} / can be used: ${english}`);
  } else {
    print(`工作方案有 ${faults.length} 处错误 / the plan has ${faults.length} ${faults.length === 1 ? 'fault' : 'faults'}`);
  }
}

function summary(plan: Plan): Record<string, unknown> {
  return {
    id: plan.id,
    name: plan.name,
    starts: plan.starts,
    ends: plan.ends,
    knownYears: plan.calendar.knownYears,
    counts: {
      units: plan.units.length,
      departments: plan.departments.length,
      phases: plan.phases.length,
      workItems: plan.workItems.length,
      difficulties: plan.difficulties.length,
      obligations: plan.obligations.length,
      checklists: plan.checklists.length,
      dispositions: plan.dispositions.length,
    },
  };
}
