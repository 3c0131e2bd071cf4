import type { Unit } from '../../domain/plan.ts';
import { folded } from './text.ts';
import { inSimplified } from './traditional.ts';

/** The units a text names: the longest names win, so a unit inside another's name is not counted. */
export function unitsNamed(text: string, units: Unit[]): Unit[] {
  const plain = inSimplified(folded(text));
  const found = units
    .flatMap((unit) => [unit.name, unit.addressedAs].map((name) => ({ unit, name: inSimplified(folded(name)) })))
    .map((each) => ({ ...each, at: plain.indexOf(each.name) }))
    .filter(({ name, at }) => name !== '' && at >= 0)
    .sort((one, other) => other.name.length - one.name.length);
  const taken: { from: number; to: number }[] = [];
  const named = new Set<Unit>();
  for (const { unit, name, at } of found) {
    const span = { from: at, to: at + name.length };
    if (taken.some((other) => span.from < other.to && other.from < span.to)) continue;
    taken.push(span);
    named.add(unit);
  }
  return [...named];
}
