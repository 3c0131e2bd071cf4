import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { auditors } from '../access.ts';
import { actorOf, signedIn } from '../account.ts';
import { auditAct } from '../audit-act.ts';
import { auditPage, auditQuery } from '../contract/audit.ts';
import { pageOf, writeCursor } from '../cursor.ts';
import { readAudit } from '../queries/audit.ts';
import type { Parts } from '../parts.ts';

const exportPage = 1_000;

/** The audit trail: read by auditors and discipline inspection, exported by the audit administrator alone. */
export function auditRoutes(parts: Parts): FastifyPluginCallbackZod {
  return (app, _options, done) => {
    app.get(
      '/audit',
      { config: { may: auditors }, schema: { tags: ['audit'], querystring: auditQuery, response: { 200: auditPage } } },
      async (request) => {
        const { limit, ...query } = request.query;
        const found = await readAudit(parts, { actor: actorOf(request), campaign: await parts.campaign() }, query, limit + 1);
        const { rows, next } = pageOf(found, limit, (last) => writeCursor('audit', [last.id]));
        return { entries: rows, next };
      },
    );

    app.get(
      '/audit.jsonl',
      { config: { may: ['auditAdmin'] }, schema: { tags: ['audit'], summary: 'The whole trail, a row a line' } },
      async (request, reply) => {
        await auditAct(parts, signedIn(request), 'exportAudit', 'done');
        void reply.header('content-disposition', 'attachment; filename="audit.jsonl"').type('application/jsonl; charset=utf-8');
        const viewing = { actor: actorOf(request), campaign: await parts.campaign() };
        return reply.send(
          lines(async (after) => {
            const rows = await readAudit(parts, viewing, { after }, exportPage);
            const last = rows.at(-1);
            return { rows, after: last === undefined ? undefined : writeCursor('audit', [last.id]) };
          }),
        );
      },
    );
    done();
  };
}

type Batch = { rows: object[]; after: string | undefined };

function lines(read: (after: string | undefined) => Promise<Batch>): ReadableStream<Uint8Array> {
  let after: string | undefined;
  const encoder = new TextEncoder();
  return new ReadableStream({
    pull: async (controller) => {
      const batch = await read(after);
      after = batch.after;
      if (batch.rows.length > 0) controller.enqueue(encoder.encode(batch.rows.map((row) => `${JSON.stringify(row)}\n`).join('')));
      if (batch.after === undefined) controller.close();
    },
  });
}
