import type { ErrorBody } from '../../../server/contract/common.ts';

/** An answer of 400 or more, in the words the server gives for it. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  readonly fields: { field: string; message: string }[];

  constructor(status: number, { error }: ErrorBody) {
    super(error.code);
    this.name = 'Refusal';
    this.status = status;
    this.code = error.code;
    this.zh = error.zh;
    this.en = error.en;
    this.fields = error.fields ?? [];
  }
}

/** The server could not be reached, or answered something that is not its own. */
export class Unreached extends Error {
  readonly status: number | null;

  constructor(status: number | null) {
    super('unreached');
    this.name = 'Unreached';
    this.status = status;
  }
}

/** One call of the API. @throws Refusal | Unreached */
async function call<T>(path: string, init: RequestInit): Promise<T> {
  const answer = await fetch(path, { credentials: 'same-origin', ...init }).catch(() => null);
  if (!answer) throw new Unreached(null);
  const body: unknown = answer.status === 204 ? null : await answer.json().catch(() => undefined);
  if (body === undefined) throw new Unreached(answer.status);
  if (!answer.ok) throw isErrorBody(body) ? new Refusal(answer.status, body) : new Unreached(answer.status);
  return body as T;
}

export function get<T>(path: string, query: Record<string, string | undefined> = {}): Promise<T> {
  const given = Object.entries(query).filter((pair): pair is [string, string] => pair[1] !== undefined && pair[1] !== '');
  const search = new URLSearchParams(given).toString();
  return call<T>(search ? `${path}?${search}` : path, { headers: { accept: 'application/json' } });
}

export function post<T>(path: string, body: unknown = {}): Promise<T> {
  return call<T>(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
}

export function put<T>(path: string, body: unknown): Promise<T> {
  return call<T>(path, { method: 'PUT', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
}

/** Sends one file. */
export function upload<T>(path: string, file: File): Promise<T> {
  const form = new FormData();
  form.append('file', file);
  return call<T>(path, { method: 'POST', body: form });
}

export function remove(path: string): Promise<unknown> {
  return call(path, { method: 'DELETE' });
}

function isErrorBody(body: unknown): body is ErrorBody {
  return typeof body === 'object' && body !== null && 'error' in body && typeof body.error === 'object';
}
