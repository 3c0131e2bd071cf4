import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { FastifyRequest } from 'fastify';
import { listMail, readMail, type StoredMail } from '../../platform/embedded/mail-store.ts';
import { mailFolder } from '../../platform/embedded/mailbox.ts';
import { runners } from '../access.ts';
import { signedIn } from '../account.ts';
import { auditAct } from '../audit-act.ts';
import { letter, mailboxPage, mailboxQuery } from '../contract/mailbox.ts';
import { pageOf, readCursor, writeCursor } from '../cursor.ts';
import { Refusal } from '../errors.ts';
import { letterSecurity } from '../headers.ts';
import type { Parts } from '../parts.ts';

const params = z.object({ id: z.string().regex(/^\d{8}$/) });

/** The embedded mailbox: the system administrator's; in a demonstration the coordinator's too. Letters hold people's links. */
export function mailboxRoutes(parts: Parts): FastifyPluginCallbackZod {
  const folder = mailFolder(parts.config.dataFolder);
  const config = { may: runners };
  const tags = ['mailbox'];
  return (app, _options, done) => {
    app.get('/mailbox', { config, schema: { tags, querystring: mailboxQuery, response: { 200: mailboxPage } } }, async (request) => {
      await admit(parts, request);
      const { after, limit, to } = request.query;
      const beyond = after === undefined ? null : readCursor('letter', after, z.string())[0];
      const letters = (await listMail(folder))
        .reverse()
        .filter((mail) => (beyond === null || mail.id < beyond) && (to === undefined || mail.to.some((one) => one.includes(to))));
      const { rows, next } = pageOf(letters, limit, (last) => writeCursor('letter', [last.id]));
      return { letters: rows.map(summary), next };
    });

    app.get('/mailbox/:id', { config, schema: { tags, params, response: { 200: letter } } }, async (request) => {
      await admit(parts, request);
      const { stored, mail } = await letterOf(folder, request.params.id);
      await auditAct(parts, signedIn(request), 'readLetter', 'done', { letter: stored.id });
      return {
        ...summary(stored),
        from: stored.from,
        text: mail.text ?? '',
        hasHtml: typeof mail.html === 'string',
        headers: mail.headerLines.map(({ key, line }) => ({ name: key, value: line.slice(line.indexOf(':') + 1).trim() })),
      };
    });

    app.get(
      '/mailbox/:id/html',
      { config, schema: { tags, params, summary: 'The letter as a page without scripts' } },
      async (request, reply) => {
        await admit(parts, request);
        const { mail } = await letterOf(folder, request.params.id);
        return reply
          .header('content-security-policy', letterSecurity)
          .type('text/html; charset=utf-8')
          .send(typeof mail.html === 'string' ? linksOpenOutside(mail.html) : '');
      },
    );
    done();
  };
}

async function admit(parts: Parts, request: FastifyRequest): Promise<void> {
  const account = signedIn(request);
  if (account.role === 'systemAdmin' || (await parts.campaign())?.demo === true) return;
  throw new Refusal('not_permitted');
}

async function letterOf(folder: string, id: string) {
  const stored = (await listMail(folder)).find((mail) => mail.id === id);
  const mail = await readMail(folder, id);
  if (stored === undefined || mail === null) throw new Refusal('not_found');
  return { stored, mail };
}

/** A link of a letter leads to a page with scripts, which the letter's frame must not run. */
function linksOpenOutside(html: string): string {
  return html.replace('<head>', '<head><base target="_blank">');
}

function summary({ id, to, subject, date }: StoredMail) {
  return { id, to, subject, at: date };
}
