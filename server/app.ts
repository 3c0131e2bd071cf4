import { join } from 'node:path';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import Fastify, { LogController, type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import { jsonSchemaTransform, serializerCompiler, validatorCompiler, type FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { projectFolder } from '../platform/root.ts';
import { guardRoutes } from './access.ts';
import { setErrorHandlers } from './error-handler.ts';
import { Refusal } from './errors.ts';
import { setSecurityHeaders } from './headers.ts';
import { refuseForeignWrites } from './origin.ts';
import { servePages } from './pages.ts';
import type { Parts } from './parts.ts';
import { largestUpload } from './received-file.ts';
import { accountRoutes } from './routes/accounts.ts';
import { auditRoutes } from './routes/audit.ts';
import { campaignRoutes } from './routes/campaign.ts';
import { clockRoutes } from './routes/clock.ts';
import { deliveryRoutes } from './routes/deliveries.ts';
import { healthRoutes } from './routes/health.ts';
import { importRoutes } from './routes/imports.ts';
import { itemCommandRoutes } from './routes/item-commands.ts';
import { ledgerExportRoutes } from './routes/ledger-export.ts';
import { ledgerItemRoutes } from './routes/ledger-items.ts';
import { linkRoutes } from './routes/links.ts';
import { mailboxRoutes } from './routes/mailbox.ts';
import { obligationCommandRoutes, obligationRoutes } from './routes/obligations.ts';
import { peopleRoutes } from './routes/people.ts';
import { sessionRoutes } from './routes/session.ts';
import { todayRoutes } from './routes/today.ts';

const resources: ((parts: Parts) => FastifyPluginCallbackZod)[] = [
  sessionRoutes,
  todayRoutes,
  ledgerExportRoutes,
  ledgerItemRoutes,
  itemCommandRoutes,
  obligationRoutes,
  obligationCommandRoutes,
  importRoutes,
  peopleRoutes,
  campaignRoutes,
  clockRoutes,
  deliveryRoutes,
  mailboxRoutes,
  linkRoutes,
  auditRoutes,
  accountRoutes,
];

/** Bodies are commands and short texts; files have a limit of their own. */
const largestBody = 256 * 1024;

/** The server without a port: tests ask it by `inject`, `main.ts` makes it listen. */
export async function buildApp(parts: Parts): Promise<FastifyInstance> {
  const log: FastifyBaseLogger = parts.log;
  const { trustedProxies } = parts.config.server;
  const app = Fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: largestBody,
    exposeHeadRoutes: false,
    trustProxy: trustedProxies.length === 0 ? false : [...trustedProxies],
    routerOptions: { maxParamLength: 1_000 },
  });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.removeContentTypeParser('text/plain');
  setErrorHandlers(app, parts);
  setSecurityHeaders(app);
  refuseForeignWrites(app, parts.config.server.publicUrl);
  await app.register(rateLimit, { global: false, errorResponseBuilder: () => new Refusal('too_many_requests') });
  await app.register(multipart, { limits: { files: 1, fields: 4, fieldSize: 1_000, fileSize: largestUpload } });
  await app.register(swagger, {
    openapi: { info: { title: 'duban', version: '1', description: 'Commands and views of a special rectification campaign.' } },
    transform: jsonSchemaTransform,
  });
  await app.register(async (guarded) => {
    guardRoutes(guarded, parts);
    await guarded.register(healthRoutes(parts));
    guarded.get('/openapi.json', { config: { may: 'anyone' }, schema: { hide: true } }, () => app.swagger());
    await guarded.register(
      async (api) => {
        for (const resource of resources) await api.register(resource(parts));
      },
      { prefix: '/api' },
    );
  });
  await servePages(app, join(projectFolder, 'web', 'dist'));
  await app.ready();
  return app;
}
