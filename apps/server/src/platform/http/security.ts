import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '../errors.ts';

// No inline script anywhere; styles are inline because the component library writes them at run time.
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

// The page asks the browser for none of these; a photo is taken by the camera's own app.
const PERMISSIONS = 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=()';

/** Headers of every answer. */
export async function securityHeaders(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  reply.header('x-request-id', request.id);
  reply.header('content-security-policy', POLICY);
  reply.header('x-content-type-options', 'nosniff');
  reply.header('referrer-policy', 'same-origin');
  reply.header('cross-origin-opener-policy', 'same-origin');
  reply.header('cross-origin-resource-policy', 'same-origin');
  reply.header('permissions-policy', PERMISSIONS);
  // Only where it came by TLS already: inside a government network there often is none.
  if (request.protocol === 'https') reply.header('strict-transport-security', 'max-age=31536000');
  if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
}

/**
 * A write must come from our own pages or from no page at all (a program): browsers name the page's origin with every
 * write. Together with the cookie's SameSite this keeps other sites from acting in a person's name.
 */
export async function guardOrigin(request: FastifyRequest): Promise<void> {
  if (request.method === 'GET' || request.method === 'HEAD') return;
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') throw foreign();
  const origin = request.headers.origin;
  if (origin !== undefined && hostOf(origin) !== request.host) throw foreign();
}

function hostOf(origin: string): string | null {
  try {
    return new URL(origin).host;
  } catch {
    return null;
  }
}

const foreign = () => new AppError('FOREIGN_ORIGIN', '这个请求来自别的网站，已拒绝。请在本系统的页面里操作。');

/** An address below /api that is no operation would pass permission, record and limits by. */
export function refuseUnmounted({ url, config }: { url: string; config?: { operation?: string } }): void {
  if (url.startsWith('/api/') && url !== '/api/openapi.json' && !config?.operation)
    throw new Error(`${url} is no operation: mount it`);
}
