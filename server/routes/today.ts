import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { ledgerReaders } from '../access.ts';
import { today } from '../contract/today.ts';
import type { Parts } from '../parts.ts';
import { todayOf } from '../queries/today.ts';
import { viewingOf } from '../viewing.ts';

export function todayRoutes(parts: Parts): FastifyPluginCallbackZod {
  return (app, _options, done) => {
    app.get(
      '/today',
      { config: { may: ledgerReaders, polled: true }, schema: { tags: ['today'], response: { 200: today } } },
      async (request) => todayOf(parts, await viewingOf(parts, request)),
    );
    done();
  };
}
