import { request } from 'node:http';

export interface Reply {
  status: number;
  body: string;
}

/**
 * One request to something on this machine, null when it does not answer. For processes that live long and ask seldom: the first
 * `fetch` of a process takes 12 MB and keeps them.
 * @param body sent by POST as JSON; without it GET
 */
export function ask(url: string, { body, patienceMs = 2_000 }: { body?: unknown; patienceMs?: number } = {}): Promise<Reply | null> {
  return new Promise((resolve) => {
    const method = body === undefined ? 'GET' : 'POST';
    const headers = { 'content-type': 'application/json' };
    const asking = request(url, { method, headers, agent: false, signal: AbortSignal.timeout(patienceMs) }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('end', () => resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString() }));
      response.once('error', () => resolve(null));
    });
    asking.once('error', () => resolve(null));
    asking.end(body === undefined ? undefined : JSON.stringify(body));
  });
}
