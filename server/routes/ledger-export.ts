import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { isOver } from '../../domain/ledger-item.ts';
import { writeLedger, type WrittenLedger } from '../../documents/ledger/write.ts';
import { exporters } from '../access.ts';
import { signedIn } from '../account.ts';
import { auditAct } from '../audit-act.ts';
import { ledgerQuery } from '../contract/ledger-items.ts';
import type { Parts } from '../parts.ts';
import { readItems } from '../queries/ledger.ts';
import type { ItemRow } from '../queries/rows.ts';
import { ledgerRow, type Viewing } from '../views/ledger-row.ts';
import { viewingOf } from '../viewing.ts';

const filters = ledgerQuery.omit({ after: true, limit: true });
const largest = 100_000;

/** The ledger as a workbook in the campaign's own form, filtered like the page, holding what the account may see and no more. */
export function ledgerExportRoutes(parts: Parts): FastifyPluginCallbackZod {
  return (app, _options, done) => {
    app.get(
      '/ledger-items.xlsx',
      { config: { may: exporters }, schema: { tags: ['ledger items'], summary: 'The ledger as a workbook', querystring: filters } },
      async (request, reply) => {
        const viewing = await viewingOf(parts, request);
        const rows = await readItems(parts, viewing, request.query, { limit: largest });
        const bytes = await writeLedger(written(rows, viewing, request.query.county));
        // What was searched for may be a name: everything else asked for is kept.
        const asked = { ...request.query, q: undefined };
        await auditAct(parts, signedIn(request), 'exportLedger', 'done', { rows: rows.length, ...asked });
        return reply
          .type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
          .header('content-disposition', 'attachment; filename="ledger.xlsx"')
          .send(Buffer.from(bytes));
      },
    );
    done();
  };
}

function written(rows: ItemRow[], viewing: Viewing, county: string | undefined): WrittenLedger {
  const { campaign, actor, now } = viewing;
  const unitKey = actor.unit ?? county;
  const unit = campaign.plan.units.find(({ key }) => key === unitKey);
  return {
    title: campaign.plan.ledgerForm?.title ?? campaign.name,
    form: campaign.plan.ledgerForm,
    unit: unit?.name ?? campaign.plan.issuer,
    date: campaign.calendar.dayOf(now),
    difficulties: campaign.plan.difficulties,
    items: rows.map((row, index) => {
      const shown = ledgerRow(row, viewing);
      return {
        number: index + 1,
        systemNumber: String(row.number),
        institution: shown.institution,
        problem: shown.problem,
        people: shown.people,
        amountYuan: shown.amountYuan,
        responsible: shown.responsibleName,
        measure: shown.measure,
        due: shown.due,
        dueText: shown.dueText,
        difficulty: shown.difficulty.key,
        done: isOver(row.life),
        contact: shown.contact,
        phone: shown.phone,
      };
    }),
  };
}
