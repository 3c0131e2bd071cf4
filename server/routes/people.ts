import { readFile } from 'node:fs/promises';
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { enterPeople } from '../../commands/people.ts';
import { readPeople } from '../../documents/people.ts';
import { hasFault } from '../../documents/problems.ts';
import { ordinaryLimits } from '../../documents/sheet.ts';
import { peopleReaders } from '../access.ts';
import { peopleImport, peoplePage, peopleQuery } from '../contract/people.ts';
import type { Parts } from '../parts.ts';
import { peopleOf } from '../queries/people.ts';
import { withReceivedFile } from '../received-file.ts';
import { viewingOf } from '../viewing.ts';

/** A directory is read within this process: it may be a hundredth of what a ledger may be. */
const limits = { ...ordinaryLimits, fileBytes: 2 * 1024 * 1024, unpackedBytes: 32 * 1024 * 1024, rows: 20_000, mergedCells: 100_000 };

export function peopleRoutes(parts: Parts): FastifyPluginCallbackZod {
  const tags = ['people'];
  return (app, _options, done) => {
    app.get(
      '/people',
      { config: { may: peopleReaders }, schema: { tags, querystring: peopleQuery, response: { 200: peoplePage } } },
      async (request) => peopleOf(parts, await viewingOf(parts, request), request.query),
    );

    app.post(
      '/people/import',
      {
        config: { may: ['coordinator'] },
        schema: {
          tags,
          consumes: ['multipart/form-data'],
          summary: 'People of units as a workbook, in the field `file`',
          response: { 200: peopleImport },
        },
      },
      async (request) => {
        const { campaign, actor } = await viewingOf(parts, request);
        return withReceivedFile(request, parts.config.dataFolder, async ({ path }) => {
          const { people, problems } = await readPeople(await readFile(path), campaign.plan, limits);
          const told = problems.map(({ row, column, code, zh, en }) => ({ row: row || null, column: column || null, code, zh, en }));
          if (hasFault(problems)) return { imported: false, added: 0, changed: 0, matched: 0, problems: told };
          const deps = { pool: parts.pool, now: () => parts.clock.now() };
          const { entered, changed, matched } = await enterPeople(deps, people, { campaign: campaign.id, actor });
          return { imported: true, added: entered, changed, matched, problems: told };
        });
      },
    );
    done();
  };
}
