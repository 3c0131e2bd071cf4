import { randomUUID } from 'node:crypto';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { DomainError } from '../domain/errors.ts';
import { isConnectionLoss } from '../commands/postgres-errors.ts';
import type { SignedIn } from './account.ts';
import { auditAct } from './audit-act.ts';
import { masked } from '../platform/log.ts';
import type { ErrorBody } from './contract/common.ts';
import { errors, failureOf, Refusal, type AnyCode } from './errors.ts';
import type { Parts } from './parts.ts';

/** Every failure leaves as `{error: {code, zh, en, …}}`; what was not foreseen carries a reference and tells nothing else. */
export function setErrorHandlers(app: FastifyInstance, parts: Parts): void {
  app.setErrorHandler(async (error: FastifyError, request, reply) => {
    const known = codeOf(error);
    if (known === null) return unforeseen(error, request, reply);
    await auditDenial(parts, request, known, error);
    return refuse(reply, known, error);
  });
}

/** Answers with the table's status and texts. */
export function refuse(reply: FastifyReply, code: AnyCode, error?: Error): FastifyReply {
  const body: ErrorBody = { error: failureOf(code) };
  if ((error instanceof DomainError || error instanceof Refusal) && Object.keys(error.details).length > 0)
    body.error.details = error.details;
  if (hasZodFastifySchemaValidationErrors(error)) {
    body.error.fields = error.validation.map((issue) => ({
      field: issue.instancePath.replace(/^\//, '').replaceAll('/', '.'),
      message: issue.message ?? '',
    }));
  }
  return reply.code(errors[code].status).type('application/json; charset=utf-8').serializer(JSON.stringify).send(body);
}

/** Whatever an account is turned away from is written down; what nobody asked for in their own name is not, or strangers could fill the trail. */
async function auditDenial(parts: Parts, request: FastifyRequest, code: AnyCode, error: Error): Promise<void> {
  const account = request.account as SignedIn | null | undefined;
  if (!account || !denials.has(code) || (error instanceof Refusal && error.audited)) return;
  const { id } = (request.params ?? {}) as { id?: string };
  const detail = { method: request.method, route: request.routeOptions.url ?? '', ...(id === undefined ? {} : { asked: id }) };
  await auditAct(parts, account, 'denied', `refused:${code}`, detail).catch((failure: unknown) => {
    request.log.error({ err: failure }, 'a denial could not be audited');
  });
}

const denials: ReadonlySet<AnyCode> = new Set([
  'not_permitted',
  'not_found',
  'ledger_foreign',
  'account_own',
  'password_wrong',
  'demo_only',
  'password_must_change',
]);

function codeOf(error: FastifyError): AnyCode | null {
  if (error instanceof DomainError || error instanceof Refusal) return error.code;
  if (hasZodFastifySchemaValidationErrors(error)) return 'request_invalid';
  if (isConnectionLoss(error)) return 'database_away';
  return error.statusCode === undefined ? null : (statusCodes[error.statusCode] ?? null);
}

/** Refusals of the web framework and its plugins, by the status they carry. */
const statusCodes: Partial<Record<number, AnyCode>> = {
  400: 'request_invalid',
  406: 'request_invalid',
  413: 'too_large',
  415: 'content_type',
  429: 'too_many_requests',
};

function unforeseen(error: Error, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const reference = randomUUID().slice(0, 8);
  request.log.error(
    { reference, route: request.routeOptions.url, kind: error.name, stack: masked(error.stack ?? error.message) },
    'request failed',
  );
  const body: ErrorBody = { error: { ...failureOf('internal'), reference } };
  return reply.code(500).type('application/json; charset=utf-8').serializer(JSON.stringify).send(body);
}
