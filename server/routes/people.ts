import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { peopleReaders } from '../access.ts';
import { peoplePage, peopleQuery } from '../contract/people.ts';
import type { Parts } from '../parts.ts';
import { peopleOf } from '../queries/people.ts';
import { viewingOf } from '../viewing.ts';

export function peopleRoutes(parts: Parts): FastifyPluginCallbackZod {
  return (app, _options, done) => {
    app.get(
      '/people',
      { config: { may: peopleReaders }, schema: { tags: ['people'], querystring: peopleQuery, response: { 200: peoplePage } } },
      async (request) => peopleOf(parts, await viewingOf(parts, request), request.query),
    );
    done();
  };
}
