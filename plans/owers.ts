import type { Draft } from './draft.ts';

/** The units and departments that an `owedBy` names, spelt out; what it names in vain is left out. */
export function owers(owedBy: string[], draft: Draft): string[] {
  const units = draft.list.units.map((entry) => entry.value);
  const departments = draft.list.departments.map((entry) => entry.value.key);
  const known = new Set([...units.map((unit) => unit.key), ...departments]);
  const spelt = owedBy.flatMap((name) => {
    if (known.has(name)) return [name];
    if (name === 'all') return units.map((unit) => unit.key);
    if (name === 'departments') return departments;
    if (name.startsWith('kind:')) return units.filter((unit) => unit.kind === name.slice('kind:'.length)).map((unit) => unit.key);
    return [];
  });
  return [...new Set(spelt)];
}
