import { find, findTexts } from '../find.ts';
import type { Path } from '../fault.ts';
import { suggestion } from '../near.ts';
import type { Checking } from './reporting.ts';

interface Target {
  sections: string[];
  zh: string;
  en: string;
  /** Words that stand for something besides the keys. */
  also?: string[];
}

const role: Target = { sections: ['roles'], zh: '角色', en: 'role' };
const ladder: Target = { sections: ['ladders'], zh: '提醒梯次', en: 'ladder' };
const body: Target = { sections: ['bodies'], zh: '机构', en: 'body' };
const phase: Target = { sections: ['phases'], zh: '阶段', en: 'phase' };
const department: Target = { sections: ['departments'], zh: '科室', en: 'department' };
const office: Target = { sections: ['units', 'departments'], zh: '单位或科室', en: 'unit or department' };
const partner: Target = { sections: ['partners'], zh: '协作部门', en: 'partner' };
const obligation: Target = { sections: ['obligations'], zh: '报送任务', en: 'obligation' };
const kind: Target = { sections: ['institutionKinds'], zh: '机构类别', en: 'kind of institution' };

/** Every place of a plan that names something defined elsewhere. */
const references: Record<string, Target> = {
  'roles[].body': body,
  'roles[].reportsTo': role,
  'ladders[].opening': role,
  'ladders[].rungs[].to': role,
  'ladders[].unsigned[].to': role,
  'ladders[].undecided[].to': role,
  'returns.orderTo': role,
  'urgentMatters.to': role,
  'bodies[].members[].roles': role,
  'bodies[].members[].unit': office,
  'contacts[].unit': office,
  'difficulties[].ladder': ladder,
  'obligations[].ladder': ladder,
  'workItems[].ladder': ladder,
  'selfCheck.ladder': ladder,
  'workItems[].phase': phase,
  'phases[].after': phase,
  'workItems[].departments': department,
  'operations[].partners': partner,
  'dispositions[].with': partner,
  'inspections[].body': { ...body, also: ['units'] },
  'obligations[].after': obligation,
  'selfCheck.checklists': { sections: ['checklists'], zh: '检查表', en: 'checklist' },
  'institutionKinds[].within': kind,
  'checklists[].appliesTo': kind,
  'checklists[].groups[].rows[].appliesTo': kind,
  'checklists[].groups[].rows[].parts[].appliesTo': kind,
};

const gateTargets: Record<string, Target> = {
  obligations: obligation,
  ledger: { sections: ['difficulties'], zh: '难度', en: 'difficulty' },
  inspections: { sections: ['inspections'], zh: '检查', en: 'inspection' },
};

export function checkReferences(checking: Checking): void {
  const { data } = checking;
  for (const [pattern, target] of Object.entries(references)) {
    for (const { path, value } of findTexts(data, pattern)) mustExist(checking, path, value, target);
  }
  for (const gate of find(data, 'phases[].gates[]')) {
    const checks = find(gate.value, 'checks')[0]?.value;
    const target = typeof checks === 'string' ? gateTargets[checks] : undefined;
    if (!target) continue;
    for (const { path, value } of findTexts(gate.value, 'of')) mustExist(checking, [...gate.path, ...path], value, target);
  }
  checkOwers(checking);
  checkWorkItemNumbers(checking);
}

/** The keys a plan defines in some sections. */
export function keysOf(data: unknown, sections: string[]): Set<string> {
  return new Set(sections.flatMap((section) => findTexts(data, `${section}[].key`).map((found) => found.value)));
}

function mustExist(checking: Checking, path: Path, name: string, target: Target): void {
  if (!target.sections.every((section) => checking.isWhole(section))) return;
  const known = [...keysOf(checking.data, target.sections), ...(target.also ?? [])];
  // An empty name is a fault of its own.
  if (name === '' || known.includes(name)) return;
  const where = target.sections.join('、');
  checking.fault(path, `${where} 中没有这个${target.zh}：${name} / unknown ${target.en} ${name}${suggestion(name, known)}`);
}

function checkOwers(checking: Checking): void {
  const kinds = new Set(findTexts(checking.data, 'units[].kind').map((found) => `kind:${found.value}`));
  for (const { path, value } of findTexts(checking.data, 'obligations[].owedBy')) {
    mustExist(checking, path, value, { ...office, also: ['all', 'departments', ...kinds] });
  }
}

function checkWorkItemNumbers(checking: Checking): void {
  const numbers = new Set(find(checking.data, 'workItems[].number').map((found) => found.value));
  if (!checking.isWhole('workItems')) return;
  for (const { path, value } of find(checking.data, 'operations[].workItem')) {
    if (typeof value === 'number' && !numbers.has(value)) {
      checking.fault(path, `workItems 中没有第 ${value} 项任务 / there is no work item ${value}`);
    }
  }
}
