import type { z } from 'zod';
import { suggestion } from './near.ts';

export interface Described {
  at: (string | number)[];
  message: string;
}

const kinds: Record<string, string> = {
  string: '文字 / text',
  number: '数字 / a number',
  int: '整数 / a whole number',
  boolean: 'true 或 false / true or false',
  array: '列表 / a list',
  object: '若干字段 / named fields',
  record: '若干字段 / named fields',
};

/** What a schema's complaint means to the person who writes the plan, in Chinese and English, with the place it is about. */
export function describeIssue(issue: z.core.$ZodIssue, data: unknown, fields: string[]): Described[] {
  const at = issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step));
  const one = (message: string): Described[] => [{ at, message }];
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((name) => ({ at: [...at, name], message: `没有这个字段 / unknown field${suggestion(name, fields)}` }));
    case 'invalid_type':
      return one(wrongType(issue.expected, valueAt(data, at), at));
    case 'invalid_value':
      return one(notAmong(issue.values.map(String), valueAt(data, at), at));
    case 'too_small':
      return one(tooSmall(issue, at));
    case 'too_big':
      return one(`过大，最大为 ${issue.maximum} / too large, at most ${issue.maximum}`);
    case 'invalid_key':
      return one(issue.issues[0]?.message ?? '写法有误 / not in the expected form');
    case 'invalid_union':
      return describeUnion(issue, data, fields, at);
    case 'custom':
    case 'invalid_element':
    case 'invalid_format':
    case 'not_multiple_of':
      return one(issue.message);
  }
}

function wrongType(expected: string, value: unknown, at: (string | number)[]): string {
  const last = String(at.at(-1) ?? '');
  if (last === 'to' && (value === undefined || value === null)) return noRecipient;
  if (last === 'ladder' && (value === undefined || value === null)) return '没有写提醒梯次 / no ladder is named';
  if (value === undefined) return `缺少 ${last} / ${last} is missing`;
  if (value === null) return last === '' ? '这一部分是空的 / the section is empty' : `${last} 是空的 / ${last} is empty`;
  return expectation([kinds[expected] ?? expected]);
}

const noRecipient = '没有收件角色 / the rung has no recipient';

function notAmong(values: string[], value: unknown, at: (string | number)[]): string {
  if (value === undefined) return `缺少 ${String(at.at(-1))} / ${String(at.at(-1))} is missing`;
  return `应为 ${values.join('、')} 之一 / expected one of ${values.join(', ')}${typeof value === 'string' ? suggestion(value, values) : ''}`;
}

function tooSmall(issue: z.core.$ZodIssueTooSmall, at: (string | number)[]): string {
  if (issue.origin === 'string') return `${String(at.at(-1) ?? '')} 是空的 / is empty`.trim();
  if (issue.origin === 'array') return '至少要有一项 / at least one element is needed';
  return `过小，最小为 ${issue.minimum} / too small, at least ${issue.minimum}`;
}

/** Of the forms a value may have, the one its writer was after: the first that does not fail at its very root. */
function describeUnion(issue: z.core.$ZodIssueInvalidUnion, data: unknown, fields: string[], at: (string | number)[]): Described[] {
  const value = valueAt(data, at);
  if (value === undefined || value === null) return [{ at, message: wrongType('', value, at) }];
  const possible = issue.errors.filter((branch) => !branch.some((inner) => inner.path.length === 0 && isRootMismatch(inner)));
  const meant = possible.find(isMisspelt) ?? possible[0];
  if (meant) return meant.flatMap((inner) => describeIssue({ ...inner, path: [...at, ...inner.path] }, data, fields));
  if (issue.message.includes(' / ')) return [{ at, message: issue.message }];
  const expected = issue.errors.flat().flatMap((inner) => (inner.code === 'invalid_type' ? [kinds[inner.expected] ?? inner.expected] : []));
  return [{ at, message: expectation(expected) }];
}

/** A form that lacks a field and has one of nearly its name instead. */
function isMisspelt(branch: z.core.$ZodIssue[]): boolean {
  const missing = branch.filter((issue) => issue.code === 'invalid_type').map((issue) => String(issue.path.at(-1) ?? ''));
  return branch.some((issue) => issue.code === 'unrecognized_keys' && issue.keys.some((name) => suggestion(name, missing) !== ''));
}

/** `应为文字或列表 / expected text or a list`, from texts of both languages. */
function expectation(expected: string[]): string {
  const both = [...new Set(expected)].map((text) => text.split(' / '));
  return `应为${both.map(([zh]) => zh).join('或')} / expected ${both.map((text) => text.at(-1)).join(' or ')}`;
}

function isRootMismatch(issue: z.core.$ZodIssue): boolean {
  return issue.code === 'invalid_type' || issue.code === 'invalid_value';
}

function valueAt(data: unknown, path: (string | number)[]): unknown {
  return path.reduce<unknown>(
    (value, step) => (value !== null && typeof value === 'object' ? (value as Record<string | number, unknown>)[step] : undefined),
    data,
  );
}
