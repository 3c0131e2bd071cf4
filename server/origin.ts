import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refusal } from './errors.ts';

/**
 * Refuses writes that another site's page makes a browser send. Together with SameSite cookies and JSON-only bodies this is the
 * whole defence against forged requests; clients that are no browser send no Origin and hold no cookie of somebody else.
 */
export function refuseForeignWrites(app: FastifyInstance, publicUrl: string): void {
  const own = new URL(publicUrl).origin;
  app.addHook('onRequest', (request, _reply, done) => {
    done(request.method === 'GET' || request.method === 'HEAD' || isOwn(request, own) ? undefined : new Refusal('foreign_origin'));
  });
}

function isOwn(request: FastifyRequest, own: string): boolean {
  const { origin, host } = request.headers;
  if (request.headers['sec-fetch-site'] === 'cross-site') return false;
  if (origin === undefined || origin === own) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}
