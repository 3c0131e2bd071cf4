import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import type { ItemCommand } from '../../domain/decide.ts';
import type { ObligationCommand } from '../../domain/decide-obligation.ts';
import type { LedgerItem } from '../../domain/ledger-item.ts';
import { maskName } from '../../domain/masking.ts';
import type { Obligation } from '../../domain/obligation.ts';
import { linkCommand, linkPage, linkReply, linkToken, type LinkPage, type LinkReply } from '../contract/links.ts';
import { Refusal } from '../errors.ts';
import { giveCommand } from '../give-command.ts';
import { giveObligationCommand } from '../give-obligation-command.ts';
import { openLink, type Opened } from '../link.ts';
import type { Parts } from '../parts.ts';
import { possibilities, readItem, unacknowledgedRungs } from '../queries/item.ts';
import { obligationPossibilities, readObligation, unacknowledgedOf, type OwedRow } from '../queries/obligation.ts';
import type { ItemRow } from '../queries/rows.ts';
import { receiptView } from '../views/agenda-entry.ts';
import { ledgerRow, type Viewing } from '../views/ledger-row.ts';
import { obligationRow } from '../views/obligation-row.ts';

/** Personal links of mails. Opening one never acts, since mail scanners open every link: what it allows is posted from its page. */
export function linkRoutes(parts: Parts): FastifyPluginCallbackZod {
  const config = { may: 'anyone', rateLimit: { max: parts.limits.links, timeWindow: '1 minute' } } as const;
  const tags = ['links'];
  return (app, _options, done) => {
    app.get('/links/:token', { config, schema: { tags, params: linkToken, response: { 200: linkPage } } }, async (request) => {
      const opened = await openLink(parts, request.params.token);
      const linked = await linkedRow(parts, opened);
      const { viewing, holder, grant } = opened;
      const unacknowledged = () =>
        linked.of === 'item' ? unacknowledgedRungs(parts, viewing, linked.row.life) : unacknowledgedOf(parts, viewing, linked.row.life);
      return {
        holder: maskName(holder.name),
        campaign: viewing.campaign.name,
        expiresAt: grant.expiresAt,
        ...(linked.of === 'item' ? aboutItem(linked.row, viewing) : aboutObligation(linked.row, viewing)),
        unacknowledged: grant.actions.includes('acknowledge') ? await unacknowledged() : [],
      };
    });

    app.post(
      '/links/:token',
      { config, schema: { tags, params: linkToken, body: linkCommand, response: { 200: linkReply } } },
      async (request): Promise<LinkReply> => {
        const opened = await openLink(parts, request.params.token);
        const linked = await linkedRow(parts, opened);
        const { commandId, ...command } = request.body;
        const { viewing, grant } = opened;
        if (linked.of === 'item') {
          const { row, item, receipt } = await giveCommand(parts, viewing, grant.subject, commandId, command as ItemCommand);
          return { ...aboutItem(row, viewing, item), receipt: receiptView(receipt, viewing.campaign) };
        }
        // What an obligation does not take is no grant of its links, and refused like any other.
        if (!grant.actions.includes(command.action)) throw new Refusal('not_permitted');
        const given = await giveObligationCommand(parts, viewing, grant.subject, commandId, command as ObligationCommand);
        return { ...aboutObligation(given.row, viewing, given.obligation), receipt: receiptView(given.receipt, viewing.campaign) };
      },
    );
    done();
  };
}

type Linked = { of: 'item'; row: ItemRow } | { of: 'obligation'; row: OwedRow };

/** A subject that is out of the holder's reach now is told of as a link that no longer works. */
async function linkedRow(parts: Parts, { viewing, grant }: Opened): Promise<Linked> {
  try {
    return { of: 'item', row: await readItem(parts, viewing, grant.subject) };
  } catch (error) {
    if (!isNotFound(error)) throw error;
  }
  try {
    return { of: 'obligation', row: await readObligation(parts, viewing, grant.subject) };
  } catch (error) {
    throw isNotFound(error) ? new Refusal('link_invalid') : error;
  }
}

function isNotFound(error: unknown): boolean {
  return error instanceof Refusal && error.code === 'not_found';
}

type About = Pick<LinkPage, 'item' | 'obligation' | 'actions'>;

function aboutItem(row: ItemRow, viewing: Viewing, life: LedgerItem = row.life): About {
  const { number, county, institution, problem, measure, status, light, due, returns } = ledgerRow(row, viewing, life);
  const actions = possibilities(viewing, life).flatMap(({ action, allowed }) => (allowed ? [action] : []));
  return { item: { number, county, institution, problem, measure, status, light, due, returns }, obligation: null, actions };
}

const linkable = new Set<string>(['submit', 'requestExtension', 'acknowledge', 'decideExtension']);

function aboutObligation(row: OwedRow, viewing: Viewing, life: Obligation = row.life): About {
  const { name, unit, status, light, due, returns } = obligationRow(row, viewing, life);
  const actions = obligationPossibilities(viewing, life).flatMap(({ action, allowed }) =>
    allowed && linkable.has(action) ? [action] : [],
  );
  return { item: null, obligation: { name, unit, status, light, due, returns }, actions: actions as LinkPage['actions'] };
}
