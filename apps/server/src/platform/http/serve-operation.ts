import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { IDEMPOTENCY_HEADER } from '../../contract.ts';
import { type Actor, permits } from '../actor.ts';
import type { Tx } from '../db/database.ts';
import { AppError } from '../errors.ts';
import type { Operation, ReplyControl } from '../operation.ts';
import type { FileAnswer } from './answers.ts';
import { type App, SESSION_COOKIE } from './app.ts';
import { once, type Stored } from './idempotency.ts';
import { parseInput } from './input.ts';
import { replyControl, sendFile } from './reply.ts';
import { type Received, receiveUpload } from './upload.ts';

/** One request of an operation, from the permission to the answer. */
export async function serveOperation(
  app: App,
  operation: Operation,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { db } = app.platform;
  const tenantId = app.platform.tenantId();
  const control = replyControl(request, reply);
  const received = operation.upload ? await receive(app, operation, request) : null;
  const answer = await db
    .transaction(tenantId, (tx) => perform(app, tx, operation, request, received, control.reply))
    .finally(() => received?.discard());
  // Only after the commit: cookies and bytes that promise something are not sent before it holds.
  control.apply();
  if ('body' in answer) return sendFile(reply, answer);
  if (answer.replayed) reply.header('idempotent-replay', 'true');
  return answer.status === 204 ? reply.status(204).send() : reply.status(answer.status).send(answer.answer);
}

/** Who it is comes first, in a transaction of its own: nobody may send 50 MB before that, and sending can take minutes. */
async function receive(app: App, operation: Operation, request: FastifyRequest): Promise<Received> {
  const { db, files } = app.platform;
  await db.transaction(app.platform.tenantId(), (tx) => permit(app, tx, operation, request));
  return receiveUpload(request, files.temporary, operation.upload!);
}

async function perform(
  app: App,
  tx: Tx,
  operation: Operation,
  request: FastifyRequest,
  received: Received | null,
  reply: ReplyControl,
): Promise<Stored | FileAnswer> {
  const { clock, files, operations } = app.platform;
  const actor = await permit(app, tx, operation, request);
  const raw = {
    ...(request.query as object),
    ...(received ? received.fields : bodyOf(request)),
    ...(request.params as object),
  };
  const input = parseInput(operation.input, raw);
  const upload = received?.upload ?? null;
  const origin = `${request.protocol}://${request.host}`;
  const run = async (): Promise<unknown> => {
    const value = await operation.run({ tx, actor, clock, files, operations, origin, input, upload, reply });
    return operation.output instanceof z.ZodType ? operation.output.parse(value) : value;
  };
  if (operation.output === 'file') return (await run()) as FileAnswer;
  const status = operation.output === 'nothing' ? 204 : (operation.status ?? 200);
  const work = async () => ({ status, answer: (await run()) ?? null });
  const key = request.headers[IDEMPOTENCY_HEADER];
  const { tenantId, personId } = actor;
  if (request.method === 'GET' || typeof key !== 'string' || personId === null)
    return { ...(await work()), replayed: false };
  return once(tx, { tenantId, personId, key, operation: operation.name, raw: [raw, upload?.sha256], clock }, work);
}

async function permit(app: App, tx: Tx, operation: Operation, request: FastifyRequest): Promise<Actor> {
  const tenantId = app.platform.tenantId();
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

function bodyOf(request: FastifyRequest): object {
  if (request.body === undefined || request.body === null) return {};
  if (typeof request.body !== 'object' || Array.isArray(request.body))
    throw new AppError('REQUEST_MALFORMED', '提交的内容应是一个 JSON 对象。');
  return request.body;
}
