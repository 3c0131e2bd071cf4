import type { FastifyInstance } from 'fastify';

/** Styles are written by the component library at run time, hence `unsafe-inline` for them alone. */
const contentSecurity = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'self'",
  "frame-ancestors 'self'",
].join('; ');

/** A letter is shown in a frame without scripts, forms, or anything from elsewhere; its links open in a window of their own. */
export const letterSecurity =
  "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'";

/** Headers of every answer. Answers of the interface are nobody's to keep: they differ by account. */
export function setSecurityHeaders(app: FastifyInstance): void {
  app.addHook('onSend', async (request, reply, payload) => {
    if (!reply.hasHeader('content-security-policy')) void reply.header('content-security-policy', contentSecurity);
    void reply.headers({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'SAMEORIGIN',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': 'camera=(), microphone=(), geolocation=()',
    });
    if (request.url.startsWith('/api')) void reply.header('cache-control', 'no-store');
    return Promise.resolve(payload);
  });
}
