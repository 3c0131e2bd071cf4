import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { ledgerReaders } from '../access.ts';
import { id } from '../contract/common.ts';
import { ledgerItemPage, ledgerPage, ledgerQuery } from '../contract/ledger-items.ts';
import type { Parts } from '../parts.ts';
import { itemPageOf } from '../queries/item.ts';
import { ledgerPageOf } from '../queries/ledger.ts';
import { viewingOf } from '../viewing.ts';

export function ledgerItemRoutes(parts: Parts): FastifyPluginCallbackZod {
  const config = { may: ledgerReaders };
  const tags = ['ledger items'];
  return (app, _options, done) => {
    app.get('/ledger-items', { config, schema: { tags, querystring: ledgerQuery, response: { 200: ledgerPage } } }, async (request) =>
      ledgerPageOf(parts, await viewingOf(parts, request), request.query),
    );
    app.get(
      '/ledger-items/:id',
      { config, schema: { tags, params: z.object({ id }), response: { 200: ledgerItemPage } } },
      async (request) => itemPageOf(parts, await viewingOf(parts, request), request.params.id),
    );
    done();
  };
}
