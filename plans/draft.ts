import type { z } from 'zod';
import { z as zod } from 'zod';
import type { Path } from './fault.ts';
import { describeIssue } from './issue.ts';
import { suggestion } from './near.ts';
import type { Lists, Singles } from './schema.ts';
import { lists, required, singles } from './schema.ts';
import type { Source } from './source.ts';

/** A checked value and where it stands. */
export interface Entry<T> {
  path: Path;
  value: T;
}

/** A plan as written, each value in its proper form; what was not is left out and reported. */
export interface Draft {
  single: { [K in keyof Singles]?: Entry<Singles[K]> };
  list: { [K in keyof Lists]: Entry<Lists[K]>[] };
}

/** Checks each section by itself; what is not in its proper form is reported and left out. */
export function readDraft(data: Record<string, unknown>, source: Source, fault: (path: Path, message: string) => void): Draft {
  const known = [...Object.keys(singles), ...Object.keys(lists)];
  for (const name of Object.keys(data)) {
    if (!known.includes(name)) fault([name], `没有这一部分 / unknown section${suggestion(name, known)}`);
  }
  for (const name of required) {
    if (data[name] === undefined && source.isWhole(name)) fault([name], `缺少 ${name} 这一部分 / the section ${name} is missing`);
  }
  return {
    single: Object.fromEntries(
      Object.entries(singles).flatMap(([name, schema]) => {
        if (data[name] === undefined) return [];
        const entry = read(schema, data[name], [name], fault);
        return entry ? [[name, entry]] : [];
      }),
    ),
    list: Object.fromEntries(
      Object.entries(lists).map(([name, schema]) => [name, readList(schema, data[name], name, fault)]),
    ) as unknown as Draft['list'],
  };
}

function readList(schema: z.ZodType, data: unknown, name: string, fault: (path: Path, message: string) => void): Entry<unknown>[] {
  if (data === undefined || data === null) return [];
  if (!Array.isArray(data)) {
    fault([name], '应为列表，每项以“- ”开头 / expected a list, each element starting with "- "');
    return [];
  }
  if (data.length === 0 && (required as readonly string[]).includes(name)) fault([name], '至少要有一项 / at least one element is needed');
  return data.flatMap((element: unknown, i) => read(schema, element, [name, i], fault) ?? []);
}

function read(schema: z.ZodType, data: unknown, path: Path, fault: (path: Path, message: string) => void): Entry<unknown> | undefined {
  const result = schema.safeParse(data);
  if (result.success) return { path, value: result.data };
  const fields = fieldsOf(schema);
  for (const issue of result.error.issues) {
    for (const { at, message } of describeIssue(issue, data, fields)) fault([...path, ...at], message);
  }
  return undefined;
}

/** All field names a schema knows, at any depth: what an unknown one may have been meant for. */
function fieldsOf(schema: z.ZodType): string[] {
  const names = new Set<string>();
  zod.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
    override: ({ jsonSchema }) => {
      for (const name of Object.keys(jsonSchema.properties ?? {})) names.add(name);
    },
  });
  return [...names];
}
