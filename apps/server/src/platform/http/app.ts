import cookie from '@fastify/cookie';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import Fastify, { type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';
import { AppError } from '../errors.ts';
import type { Platform } from '../platform.ts';
import { answerError } from './error-answer.ts';
import { guardOrigin, securityHeaders } from './security.ts';

/** The HTTP server with the platform that its operations stand on. */
export type App = FastifyInstance & { readonly platform: Platform };

export const BODY_LIMIT = 1024 * 1024;

/** The bare server: errors, security headers, OpenAPI. Rooms mount their operations on it. */
export async function createApp(platform: Platform): Promise<App> {
  const app = Fastify({
    loggerInstance: platform.log as unknown as FastifyBaseLogger,
    disableRequestLogging: true,
    bodyLimit: BODY_LIMIT,
    forceCloseConnections: 'idle',
    // Operations check their own input, in one place; the schemas on routes are for the OpenAPI document.
  });
  app.setValidatorCompiler(() => (value) => ({ value }));
  app.setSerializerCompiler(() => (value) => JSON.stringify(value));
  app.decorate('platform', platform);
  app.setErrorHandler(answerError);
  app.setNotFoundHandler(() => {
    throw new AppError('NOT_FOUND', '没有这个地址。请检查网址是否写对。');
  });
  await app.register(cookie);
  await app.register(multipart);
  await app.register(rateLimit, { global: false });
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: '落实 Luoshi', version: '0.1.0' },
      components: { securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: SESSION_COOKIE } } },
    },
    transform: jsonSchemaTransform,
  });
  app.addHook('onRequest', guardOrigin);
  app.addHook('onSend', securityHeaders);
  app.get('/api/openapi.json', { schema: { hide: true } }, () => app.swagger());
  return app as unknown as App;
}

export const SESSION_COOKIE = 'luoshi_session';
