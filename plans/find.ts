import type { Path } from './fault.ts';

export interface Found {
  path: Path;
  value: unknown;
}

/** Every value at a pattern such as `ladders[].rungs[].to`, in data that nobody has checked; `[]` stands for each element of a list. */
export function find(data: unknown, pattern: string): Found[] {
  let found: Found[] = [{ path: [], value: data }];
  for (const step of pattern.replaceAll('[]', '.[]').split('.')) {
    found = found.flatMap((from) => (step === '[]' ? elements(from) : field(from, step)));
  }
  return found;
}

/** The texts at a pattern that may hold one or a list of them. */
export function findTexts(data: unknown, pattern: string): { path: Path; value: string }[] {
  return find(data, pattern).flatMap((found) => {
    const candidates = Array.isArray(found.value) ? elements(found) : [found];
    return candidates.flatMap(({ path, value }) => (typeof value === 'string' ? [{ path, value }] : []));
  });
}

function elements({ path, value }: Found): Found[] {
  return Array.isArray(value) ? value.map((element: unknown, i) => ({ path: [...path, i], value: element })) : [];
}

function field({ path, value }: Found, name: string): Found[] {
  if (value === null || typeof value !== 'object' || Array.isArray(value) || !Object.hasOwn(value, name)) return [];
  return [{ path: [...path, name], value: (value as Record<string, unknown>)[name] }];
}
