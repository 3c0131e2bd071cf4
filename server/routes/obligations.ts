import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { ledgerReaders, obligationWriters } from '../access.ts';
import { id } from '../contract/common.ts';
import {
  obligationCommandReply,
  obligationCommands,
  obligationGrid,
  obligationPage,
  obligationsPage,
  obligationsQuery,
} from '../contract/obligations.ts';
import { giveObligationCommand } from '../give-obligation-command.ts';
import { obligationCommandOf, obligationPaths } from '../obligation-paths.ts';
import type { Parts } from '../parts.ts';
import { obligationPageOf } from '../queries/obligation.ts';
import { obligationGridOf, obligationsPageOf } from '../queries/obligations.ts';
import { receiptView } from '../views/agenda-entry.ts';
import { obligationRow } from '../views/obligation-row.ts';
import { viewingOf } from '../viewing.ts';

const tags = ['obligations'];

/** What units owe: reports, self-check, screening, work items. Which of it an actor sees, row-level security decides. */
export function obligationRoutes(parts: Parts): FastifyPluginCallbackZod {
  const config = { may: ledgerReaders };
  const one = { tags, params: z.object({ id }), response: { 200: obligationPage } };
  return (app, _options, done) => {
    app.get(
      '/obligations',
      { config, schema: { tags, querystring: obligationsQuery, response: { 200: obligationsPage } } },
      async (request) => obligationsPageOf(parts, await viewingOf(parts, request), request.query),
    );
    app.get('/obligations/grid', { config, schema: { tags, response: { 200: obligationGrid } } }, async (request) =>
      obligationGridOf(parts, await viewingOf(parts, request)),
    );
    app.get('/obligations/:id', { config, schema: one }, async (request) =>
      obligationPageOf(parts, await viewingOf(parts, request), request.params.id),
    );
    done();
  };
}

/** POST /obligations/:id/{what is made}: one route for each command of people. Who may give it, the domain decides. */
export function obligationCommandRoutes(parts: Parts): FastifyPluginCallbackZod {
  return (app, _options, done) => {
    for (const { path, action } of obligationPaths) {
      const schema = {
        tags,
        summary: action,
        params: z.object({ id }),
        body: obligationCommands[path],
        response: { 200: obligationCommandReply },
      };
      app.post(`/obligations/:id/${path}`, { config: { may: obligationWriters }, schema }, async (request) => {
        const viewing = await viewingOf(parts, request);
        const { body, params } = request;
        const command = obligationCommandOf(path, body);
        const { row, obligation, receipt } = await giveObligationCommand(parts, viewing, params.id, body.commandId, command);
        return { obligation: obligationRow(row, viewing, obligation), receipt: receiptView(receipt, viewing.campaign) };
      });
    }
    done();
  };
}
