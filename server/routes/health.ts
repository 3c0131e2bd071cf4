import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Parts } from '../parts.ts';

const health = z.object({ ok: z.boolean(), database: z.boolean() });

/** GET /health: for whoever supervises the process. Temporal is not asked: people go on working while it is down. */
export function healthRoutes(parts: Parts): FastifyPluginCallbackZod {
  return (app, _options, done) => {
    app.get(
      '/health',
      { config: { may: 'anyone' }, schema: { tags: ['health'], response: { 200: health, 503: health } } },
      async (_request, reply) => {
        const database = await parts.pool.query('SELECT 1').then(
          () => true,
          () => false,
        );
        return reply.code(database ? 200 : 503).send({ ok: database, database });
      },
    );
    done();
  };
}
