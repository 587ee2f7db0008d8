import cookie from '@fastify/cookie';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyServerOptions,
  LogController,
} from 'fastify';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';
import { newId } from '../ids.ts';
import type { Platform } from '../platform.ts';
import { registerCompression } from './compression.ts';
import { answerError } from './error-answer.ts';
import { type Limits, NO_LIMITS } from './limits.ts';
import type { Listener } from './listener.ts';
import { guardOrigin, refuseUnmounted, securityHeaders } from './security.ts';
import { servePage } from './static.ts';

/** The HTTP server with the platform that its operations stand on. */
export type App = FastifyInstance & {
  readonly platform: Platform;
  /** Aborted when the server begins to stop: what would go on for ever ends. */
  readonly stopping: AbortSignal;
  readonly limits: Limits;
};

export const BODY_LIMIT = 1024 * 1024;

/** What stands between the server and those who call. */
export interface Outside {
  /** Addresses or networks of reverse proxies whose X-Forwarded-* headers are believed. */
  readonly trustedProxies?: readonly string[];
  readonly limits?: Limits;
}

/** The bare server: errors, security headers, OpenAPI. Rooms mount their operations on it. */
export async function createApp(
  platform: Platform,
  options: Outside & { listener?: Listener; page?: string } = {},
): Promise<App> {
  const { listener, page, trustedProxies = [], limits = NO_LIMITS } = options;
  const listening: Pick<FastifyServerOptions, 'serverFactory'> = listener
    ? {
        serverFactory(handler) {
          listener.handOver(handler);
          return listener.server;
        },
      }
    : {};
  const app = Fastify({
    loggerInstance: platform.log as unknown as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    bodyLimit: BODY_LIMIT,
    // In every line of the log about it, in its answer, and in what a person is told of an unexpected error.
    genReqId: newId,
    // Whose word counts for where a request came from, and whether by TLS. Nobody's unless told.
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
    forceCloseConnections: 'idle',
    ...listening,
  });
  // Operations check their own input, in one place; the schemas on routes are for the OpenAPI document.
  app.setValidatorCompiler(() => (value) => ({ value }));
  app.setSerializerCompiler(() => (value) => JSON.stringify(value));
  app.decorate('platform', platform);
  app.decorate('limits', limits);
  app.addHook('onRoute', refuseUnmounted);
  const stopping = new AbortController();
  app.decorate('stopping', stopping.signal);
  app.addHook('preClose', async () => stopping.abort());
  app.setErrorHandler(answerError);
  await app.register(cookie);
  await app.register(multipart);
  await registerCompression(app);
  await app.register(rateLimit, { global: false });
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: '落实 Luoshi', version: '0.1.0' },
      components: { securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: SESSION_COOKIE } } },
    },
    transform: jsonSchemaTransform,
  });
  app.addHook('onRequest', limits.countAddress);
  app.addHook('onRequest', guardOrigin);
  app.addHook('onSend', securityHeaders);
  app.addHook('onResponse', async (request, reply) => {
    // No address, no name, no content: what was called, how it went, how long it took.
    const { operation } = request.routeOptions.config;
    platform.metrics.request(operation ?? 'other', reply.statusCode, reply.elapsedTime / 1000);
    if (operation)
      request.log.info({ operation, status: reply.statusCode, ms: Math.round(reply.elapsedTime) }, 'request');
  });
  app.get('/api/openapi.json', { schema: { hide: true } }, () => app.swagger());
  await servePage(app as unknown as App, page ?? '');
  return app as unknown as App;
}

export const SESSION_COOKIE = 'luoshi_session';
