import { z } from 'zod';
import { ErrorBody } from '../../contract.ts';
import { AppError } from '../errors.ts';
import type { Operation } from '../operation.ts';
import type { App } from './app.ts';
import { isCompressed } from './compression.ts';
import { serveOperation } from './serve-operation.ts';

type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';

declare module 'fastify' {
  interface FastifyContextConfig {
    operation?: string;
  }
}

/** Routes a method and URL to an operation: permission, parse (params, query and body merged), one transaction, view. */
export function mount(
  app: App,
  method: Method,
  url: string,
  operation: Operation<z.ZodType, unknown>,
  limit?: { perMinute: number },
): void {
  // What changes something and leaves nothing behind would be a change that nobody can be asked about.
  if (method !== 'GET' && operation.leaves === undefined)
    throw new Error(`${operation.name} writes and does not declare what it leaves in the record`);
  app.platform.operations.set(operation.permission ?? operation.name, operation.may);
  app.route({
    method,
    url,
    schema: documentation(method, url, operation),
    config: { operation: operation.name, rateLimit: limit ? rateLimit(limit.perMinute) : false },
    ...(isCompressed(method, operation) ? {} : { compress: false }),
    handler: (request, reply) => serveOperation(app, operation, request, reply),
  });
}

const rateLimit = (max: number) => ({
  max,
  timeWindow: 60_000,
  errorResponseBuilder: () => new AppError('TOO_MANY_ATTEMPTS', '登录尝试过于频繁。请等一分钟再试。'),
});

/** For the OpenAPI document only: the operation itself checks what comes in. */
function documentation(method: Method, url: string, operation: Operation) {
  const params = [...url.matchAll(/:(\w+)/g)].map((match) => match[1]!);
  const shape = operation.input instanceof z.ZodObject ? (operation.input.shape as Record<string, z.ZodType>) : {};
  const pick = (keep: (key: string) => boolean) =>
    Object.fromEntries(Object.entries(shape).filter(([key]) => keep(key)));
  const file = operation.upload ? { [operation.upload.field]: z.any().meta({ type: 'string', format: 'binary' }) } : {};
  const rest = { ...file, ...pick((key) => !params.includes(key)) };
  const place = method === 'GET' || method === 'DELETE' ? 'querystring' : 'body';
  const good =
    operation.output === 'nothing'
      ? { 204: z.null() }
      : operation.output === 'file' || operation.output === 'stream'
        ? { 200: z.any() }
        : { [operation.status ?? 200]: operation.output };
  return {
    operationId: operation.name,
    tags: [operation.name.split('.')[0]!],
    ...(operation.may === 'anyone' ? {} : { security: [{ session: [] }] }),
    ...(params.length
      ? { params: z.object(Object.fromEntries(params.map((key) => [key, shape[key] ?? z.string()]))) }
      : {}),
    ...(Object.keys(rest).length ? { [place]: z.object(rest) } : {}),
    ...(operation.upload ? { consumes: ['multipart/form-data'] } : {}),
    response: { ...good, '4xx': ErrorBody },
  };
}
