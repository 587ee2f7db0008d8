import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { ErrorBody, IDEMPOTENCY_HEADER } from '../../contract.ts';
import { type Actor, permits } from '../actor.ts';
import type { Tx } from '../db/database.ts';
import { AppError } from '../errors.ts';
import type { Operation, ReplyControl } from '../operation.ts';
import type { FileAnswer, Upload } from './answers.ts';
import { type App, SESSION_COOKIE } from './app.ts';
import { once, type Stored } from './idempotency.ts';
import { parseInput } from './input.ts';
import { receiveUpload } from './upload.ts';

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
  app.platform.operations.set(operation.permission ?? operation.name, operation.may);
  app.route({
    method,
    url,
    schema: documentation(method, url, operation),
    config: { operation: operation.name, rateLimit: limit ? rateLimit(limit.perMinute) : false },
    handler: (request, reply) =>
      operation.upload ? serveUpload(app, operation, request, reply) : serve(app, operation, request, reply, null, {}),
  });
}

const rateLimit = (max: number) => ({
  max,
  timeWindow: 60_000,
  errorResponseBuilder: () => new AppError('TOO_MANY_ATTEMPTS', '登录尝试过于频繁。请等一分钟再试。'),
});

async function serveUpload(
  app: App,
  operation: Operation,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  // Who it is comes first: nobody may send 50 MB before that. In a transaction of its own, as an upload can take minutes.
  const { db } = app.platform;
  const tenantId = app.platform.tenantId();
  await db.transaction(tenantId, (tx) => permit(app, tx, tenantId, operation, request));
  const { upload, fields, discard } = await receiveUpload(request, app.platform.files.temporary, operation.upload!);
  try {
    return await serve(app, operation, request, reply, upload, fields);
  } finally {
    await discard();
  }
}

async function serve(
  app: App,
  operation: Operation,
  request: FastifyRequest,
  reply: FastifyReply,
  upload: Upload | null,
  fields: object,
): Promise<FastifyReply> {
  const { platform } = app;
  const tenantId = platform.tenantId();
  const control = replyControl(request, reply);
  const stored = await platform.db.transaction(tenantId, async (tx): Promise<Stored | FileAnswer> => {
    const actor = await permit(app, tx, tenantId, operation, request);
    const raw = { ...(request.query as object), ...bodyOf(request, upload), ...fields, ...(request.params as object) };
    const input = parseInput(operation.input, raw);
    const run = async (): Promise<unknown> => {
      const call = {
        tx,
        actor,
        clock: platform.clock,
        files: platform.files,
        operations: platform.operations,
        origin: `${request.protocol}://${request.host}`,
        input,
        upload,
        reply: control.reply,
      };
      const value = await operation.run(call);
      return operation.output instanceof z.ZodType ? operation.output.parse(value) : value;
    };
    if (operation.output === 'file') return (await run()) as FileAnswer;
    const status = operation.output === 'nothing' ? 204 : (operation.status ?? 200);
    const key = request.headers[IDEMPOTENCY_HEADER];
    if (request.method === 'GET' || typeof key !== 'string' || actor.personId === null)
      return { status, answer: (await run()) ?? null, replayed: false };
    return once(
      tx,
      {
        tenantId,
        personId: actor.personId,
        key,
        operation: operation.name,
        raw: { raw, sha256: upload?.sha256 },
        clock: platform.clock,
      },
      async () => ({
        status,
        answer: (await run()) ?? null,
      }),
    );
  });
  // Only after the commit: cookies and bytes that promise something are not sent before it holds.
  control.apply();
  if ('body' in stored) return sendFile(reply, stored);
  if (stored.replayed) reply.header('idempotent-replay', 'true');
  return stored.status === 204 ? reply.status(204).send() : reply.status(stored.status).send(stored.answer);
}

async function permit(
  app: App,
  tx: Tx,
  tenantId: string,
  operation: Operation,
  request: FastifyRequest,
): Promise<Actor> {
  const token = request.cookies[SESSION_COOKIE];
  const actor = token ? await app.platform.authenticate(tx, tenantId, token, app.platform.clock) : null;
  if (!actor) {
    if (operation.may === 'anyone') return { tenantId, personId: null, name: '', posts: [] };
    throw new AppError('SIGN_IN_REQUIRED', '请先登录。登录可能已经过期，重新登录后可继续。');
  }
  if (permits(operation.may, actor)) return actor;
  throw new AppError('NOT_ALLOWED', '您的岗位没有做这件事的权限。如确需办理，请联系督查室或管理员。', {
    operation: operation.name,
  });
}

function bodyOf(request: FastifyRequest, upload: Upload | null): object {
  if (upload || request.body === undefined || request.body === null) return {};
  if (typeof request.body !== 'object' || Array.isArray(request.body))
    throw new AppError('REQUEST_MALFORMED', '提交的内容应是一个 JSON 对象。');
  return request.body;
}

function replyControl(request: FastifyRequest, reply: FastifyReply): { reply: ReplyControl; apply(): void } {
  const after: (() => void)[] = [];
  // Secure where the page came by TLS; inside a government network it often cannot.
  const options = { path: '/', httpOnly: true, sameSite: 'strict', secure: request.protocol === 'https' } as const;
  return {
    reply: {
      setCookie: (name, value, { expires }) => after.push(() => reply.setCookie(name, value, { ...options, expires })),
      clearCookie: (name) => after.push(() => reply.clearCookie(name, options)),
      sessionToken: request.cookies[SESSION_COOKIE] ?? null,
    },
    apply: () => {
      for (const step of after) step();
    },
  };
}

function sendFile(reply: FastifyReply, file: FileAnswer): FastifyReply {
  // Both forms of the name: browsers take the second, old download managers the first.
  const ascii = file.fileName.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  reply.header(
    'content-disposition',
    `${file.inline ? 'inline' : 'attachment'}; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(file.fileName)}`,
  );
  if (file.bytes !== undefined) reply.header('content-length', file.bytes);
  return reply
    .type(file.mediaType)
    .send(
      file.body instanceof Uint8Array
        ? Buffer.from(file.body.buffer, file.body.byteOffset, file.body.byteLength)
        : file.body,
    );
}

function documentation(method: Method, url: string, operation: Operation) {
  const params = [...url.matchAll(/:(\w+)/g)].map((match) => match[1]!);
  const shape = operation.input instanceof z.ZodObject ? (operation.input.shape as Record<string, z.ZodType>) : {};
  const pick = (keep: (key: string) => boolean) =>
    Object.fromEntries(Object.entries(shape).filter(([key]) => keep(key)));
  const rest = pick((key) => !params.includes(key));
  const place = method === 'GET' || method === 'DELETE' ? 'querystring' : 'body';
  const good =
    operation.output === 'nothing'
      ? { 204: z.null() }
      : operation.output === 'file'
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
