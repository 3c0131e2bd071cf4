import { defaultLadder } from '../compile.ts';
import type { Path } from '../fault.ts';
import { find } from '../find.ts';
import { keysOf } from './references.ts';
import type { Checking } from './reporting.ts';

/** Each rung has somebody to tell, and stands above the one before it; whatever is chased without naming a ladder has the default one. */
export function checkLadders(checking: Checking): void {
  for (const part of ['rungs', 'unsigned', 'undecided']) {
    for (const { path, value } of find(checking.data, `ladders[].${part}`)) {
      if (Array.isArray(value)) checkRungs(checking, path, value);
    }
  }
  checkDefaultLadder(checking);
  for (const pattern of ['ladders[].opening', 'returns.orderTo', 'urgentMatters.to']) {
    for (const { path, value } of find(checking.data, pattern)) {
      if (pattern !== 'returns.orderTo' && Array.isArray(value) && value.length === 0) {
        checking.fault(path, '没有收件角色 / nobody is told');
      }
    }
  }
}

function checkRungs(checking: Checking, path: Path, rungs: unknown[]): void {
  let highest: number | undefined;
  const seen = new Set<number>();
  rungs.forEach((rung, i) => {
    const to = find(rung, 'to')[0]?.value;
    if (Array.isArray(to) && to.length === 0) checking.fault([...path, i, 'to'], '这一级没有收件角色 / the rung has no recipient');
    const offset = find(rung, 'offset')[0]?.value;
    if (typeof offset !== 'number') return;
    const at = [...path, i, 'offset'];
    if (seen.has(offset)) {
      checking.fault(at, `这一级重复：${offset} 已有 / the rung ${offset} is there twice`);
    } else if (highest !== undefined && offset < highest) {
      checking.fault(at, `次序有误：${offset} 应在 ${highest} 之前 / out of order: ${offset} belongs before ${highest}`);
    }
    seen.add(offset);
    highest = highest === undefined ? offset : Math.max(highest, offset);
  });
}

function checkDefaultLadder(checking: Checking): void {
  if (!checking.isWhole('ladders') || keysOf(checking.data, ['ladders']).has(defaultLadder)) return;
  for (const pattern of ['obligations[]', 'workItems[]', 'selfCheck']) {
    for (const { path, value } of find(checking.data, pattern)) {
      if (value === null || typeof value !== 'object' || find(value, 'ladder').length > 0) continue;
      checking.fault(
        path,
        `没有写提醒梯次，也没有默认的 ${defaultLadder} 梯次 / names no ladder, and there is no ladder called ${defaultLadder}`,
      );
    }
  }
}
