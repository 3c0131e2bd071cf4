import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { runners } from '../access.ts';
import { deliveriesPage, deliveriesQuery } from '../contract/deliveries.ts';
import type { Parts } from '../parts.ts';
import { deliveriesOf } from '../queries/deliveries.ts';
import { viewingOf } from '../viewing.ts';

export function deliveryRoutes(parts: Parts): FastifyPluginCallbackZod {
  return (app, _options, done) => {
    app.get(
      '/deliveries',
      { config: { may: runners }, schema: { tags: ['deliveries'], querystring: deliveriesQuery, response: { 200: deliveriesPage } } },
      async (request) => deliveriesOf(parts, await viewingOf(parts, request), request.query),
    );
    done();
  };
}
