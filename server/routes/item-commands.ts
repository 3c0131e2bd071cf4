import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { ledgerWriters } from '../access.ts';
import { id } from '../contract/common.ts';
import { itemCommandReply, itemCommands } from '../contract/item-commands.ts';
import { giveCommand } from '../give-command.ts';
import { commandOf, itemPaths } from '../item-paths.ts';
import type { Parts } from '../parts.ts';
import { receiptView } from '../views/agenda-entry.ts';
import { ledgerRow } from '../views/ledger-row.ts';
import { viewingOf } from '../viewing.ts';

/** POST /ledger-items/:id/{what is made}: one route for each command of people. Who may give it, the domain decides. */
export function itemCommandRoutes(parts: Parts): FastifyPluginCallbackZod {
  return (app, _options, done) => {
    for (const { path, action } of itemPaths) {
      const schema = {
        tags: ['ledger items'],
        summary: action,
        params: z.object({ id }),
        body: itemCommands[path],
        response: { 200: itemCommandReply },
      };
      app.post(`/ledger-items/:id/${path}`, { config: { may: ledgerWriters }, schema }, async (request) => {
        const viewing = await viewingOf(parts, request);
        const { body, params } = request;
        const { row, item, receipt } = await giveCommand(parts, viewing, params.id, body.commandId, commandOf(path, body));
        return { item: ledgerRow(row, viewing, item), receipt: receiptView(receipt, viewing.campaign) };
      });
    }
    done();
  };
}
