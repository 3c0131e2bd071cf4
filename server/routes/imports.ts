import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { visibleUnits } from '../../domain/actor.ts';
import { confirmImport } from '../../commands/confirm-import.ts';
import type { DeclaredLedger } from '../../commands/declared-ledger.ts';
import { importLedger } from '../../commands/import-ledger.ts';
import { readLedgerSafely } from '../../documents/read-in-child.ts';
import { confirmers, importers } from '../access.ts';
import { id, paging } from '../contract/common.ts';
import { confirmation, importBatch, importPage } from '../contract/imports.ts';
import { Refusal } from '../errors.ts';
import type { Parts } from '../parts.ts';
import { importOf, importsOf } from '../queries/imports.ts';
import { withReceivedFile } from '../received-file.ts';
import { viewingOf } from '../viewing.ts';

/** Ledgers come in as files: read in a process that can be killed, checked whole, then entered or refused whole. */
export function importRoutes(parts: Parts): FastifyPluginCallbackZod {
  const config = { may: importers };
  const tags = ['imports'];
  return (app, _options, done) => {
    app.post(
      '/imports',
      {
        config,
        schema: {
          tags,
          consumes: ['multipart/form-data'],
          summary: 'A ledger as a workbook, in the field `file`',
          response: { 201: importBatch },
        },
      },
      async (request, reply) => {
        const viewing = await viewingOf(parts, request);
        const { campaign, actor } = viewing;
        const batch = await withReceivedFile(request, parts.config.dataFolder, async (file) => {
          const reading = await readLedgerSafely(file.path, campaign.plan, { fileName: file.name });
          const ledger = asOwn(reading, visibleUnits(actor));
          if (ledger === null) throw new Refusal('ledger_foreign');
          const options = { campaign: campaign.id, actor, fileName: file.name, fileHash: file.hash };
          return importLedger({ pool: parts.pool, now: () => parts.clock.now() }, ledger, options);
        });
        return reply.code(201).send(await importOf(parts, viewing, batch.batch));
      },
    );

    app.get('/imports', { config, schema: { tags, querystring: paging, response: { 200: importPage } } }, async (request) =>
      importsOf(parts, await viewingOf(parts, request), request.query),
    );

    app.get('/imports/:id', { config, schema: { tags, params: z.object({ id }), response: { 200: importBatch } } }, async (request) =>
      importOf(parts, await viewingOf(parts, request), request.params.id),
    );
    app.post(
      '/imports/:id/confirmations',
      {
        config: { may: confirmers },
        schema: {
          tags,
          summary: 'A person’s answer about a doubtful row',
          params: z.object({ id }),
          body: confirmation,
          response: { 200: importBatch },
        },
      },
      async (request) => {
        const viewing = await viewingOf(parts, request);
        const deps = { pool: parts.pool, now: () => parts.clock.now() };
        await confirmImport(deps, { ...request.body, batch: request.params.id, actor: viewing.actor });
        return importOf(parts, viewing, request.params.id);
      },
    );
    done();
  };
}

/** The ledger as an account of these units may bring it in: null for another unit's; one whose unit cannot be read counts as its own, and is refused for that fault. */
function asOwn(ledger: DeclaredLedger, units: 'all' | string[]): DeclaredLedger | null {
  if (units === 'all') return ledger;
  if (ledger.unitKey === null) return { ...ledger, unitKey: units[0] ?? null };
  return units.includes(ledger.unitKey) ? ledger : null;
}
