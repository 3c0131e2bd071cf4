import type { Path } from '../fault.ts';
import { find, findTexts } from '../find.ts';
import type { Checking } from './reporting.ts';

/** Links that must not lead back to where they began. */
const links = [
  { list: 'phases', field: 'after', zh: '阶段互为前提', en: 'phases wait for one another' },
  { list: 'roles', field: 'reportsTo', zh: '角色互为上级', en: 'roles report to one another' },
  { list: 'obligations', field: 'after', zh: '报送任务互为前提', en: 'obligations wait for one another' },
  { list: 'institutionKinds', field: 'within', zh: '机构类别互相包含', en: 'kinds of institution contain one another' },
];

/** Reports each cycle once, at the link that closes it. */
export function checkCycles(checking: Checking): void {
  for (const { list, field, zh, en } of links) {
    const edges = new Map<string, { to: string; path: Path }[]>();
    for (const element of find(checking.data, `${list}[]`)) {
      const key = find(element.value, 'key')[0]?.value;
      if (typeof key !== 'string' || edges.has(key)) continue;
      edges.set(
        key,
        findTexts(element.value, field).map(({ path, value }) => ({ to: value, path: [...element.path, ...path] })),
      );
    }
    for (const { path, round } of cycles(edges)) checking.fault(path, `${zh}：${round} / ${en}: ${round}`);
  }
}

function cycles(edges: Map<string, { to: string; path: Path }[]>): { path: Path; round: string }[] {
  const found: { path: Path; round: string }[] = [];
  const done = new Set<string>();
  const walk = (key: string, trail: string[]): void => {
    for (const { to, path } of edges.get(key) ?? []) {
      const start = trail.indexOf(to);
      if (start >= 0) found.push({ path, round: [...trail.slice(start), to].join(' → ') });
      else if (!done.has(to)) walk(to, [...trail, to]);
    }
    done.add(key);
  };
  for (const key of edges.keys()) {
    if (!done.has(key)) walk(key, [key]);
  }
  return found;
}
