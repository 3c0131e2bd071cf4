import { existsSync } from 'node:fs';
import { join } from 'node:path';
import staticFiles from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { refuse } from './error-handler.ts';

/** Serves the built page. Every address that is no file and no part of the interface is the page's own to show. */
export async function servePages(app: FastifyInstance, folder: string): Promise<void> {
  const built = existsSync(join(folder, 'index.html'));
  if (built) {
    await app.register(staticFiles, {
      root: folder,
      wildcard: true,
      index: ['index.html'],
      setHeaders: (reply, path) => {
        reply.setHeader('cache-control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache');
      },
    });
  }
  app.setNotFoundHandler((request, reply) => {
    const isPage =
      request.method === 'GET' && !/^\/(api|assets)(\/|$|\?)/.test(request.url) && (request.headers.accept ?? '').includes('text/html');
    return built && isPage ? reply.header('cache-control', 'no-cache').sendFile('index.html') : refuse(reply, 'route_unknown');
  });
}
