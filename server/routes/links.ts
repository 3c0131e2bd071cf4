import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import type { ItemCommand } from '../../domain/decide.ts';
import type { LedgerItem } from '../../domain/ledger-item.ts';
import { maskName } from '../../domain/masking.ts';
import { linkCommand, linkPage, linkReply, linkToken, type LinkPage } from '../contract/links.ts';
import { Refusal } from '../errors.ts';
import { giveCommand } from '../give-command.ts';
import { openLink, type Opened } from '../link.ts';
import type { Parts } from '../parts.ts';
import { possibilities, readItem, unacknowledgedRungs } from '../queries/item.ts';
import type { ItemRow } from '../queries/rows.ts';
import { receiptView } from '../views/agenda-entry.ts';
import { ledgerRow, type Viewing } from '../views/ledger-row.ts';

/** Personal links of mails. Opening one never acts, since mail scanners open every link: what it allows is posted from its page. */
export function linkRoutes(parts: Parts): FastifyPluginCallbackZod {
  const config = { may: 'anyone', rateLimit: { max: parts.limits.links, timeWindow: '1 minute' } } as const;
  const tags = ['links'];
  return (app, _options, done) => {
    app.get('/links/:token', { config, schema: { tags, params: linkToken, response: { 200: linkPage } } }, async (request) => {
      const opened = await openLink(parts, request.params.token);
      const row = await linkedRow(parts, opened);
      const { viewing, holder, grant } = opened;
      return {
        holder: maskName(holder.name),
        campaign: viewing.campaign.name,
        expiresAt: grant.expiresAt,
        item: linkedItem(row, viewing),
        actions: actionsOf(viewing, row.life),
        unacknowledged: grant.actions.includes('acknowledge') ? await unacknowledgedRungs(parts, viewing, row.life) : [],
      };
    });

    app.post(
      '/links/:token',
      { config, schema: { tags, params: linkToken, body: linkCommand, response: { 200: linkReply } } },
      async (request) => {
        const opened = await openLink(parts, request.params.token);
        await linkedRow(parts, opened);
        const { commandId, ...command } = request.body;
        const { viewing, grant } = opened;
        const { row, item, receipt } = await giveCommand(parts, viewing, grant.subject, commandId, command as ItemCommand);
        return { item: linkedItem(row, viewing, item), actions: actionsOf(viewing, item), receipt: receiptView(receipt, viewing.campaign) };
      },
    );
    done();
  };
}

/** An item that is out of the holder's reach now is told of as a link that no longer works. */
async function linkedRow(parts: Parts, { viewing, grant }: Opened): Promise<ItemRow> {
  try {
    return await readItem(parts, viewing, grant.subject);
  } catch (error) {
    throw error instanceof Refusal && error.code === 'not_found' ? new Refusal('link_invalid') : error;
  }
}

function actionsOf(viewing: Viewing, life: LedgerItem): LinkPage['actions'] {
  return possibilities(viewing, life).flatMap(({ action, allowed }) => (allowed ? [action] : []));
}

function linkedItem(row: ItemRow, viewing: Viewing, life = row.life): LinkPage['item'] {
  const { number, county, institution, problem, measure, status, light, due, returns } = ledgerRow(row, viewing, life);
  return { number, county, institution, problem, measure, status, light, due, returns };
}
