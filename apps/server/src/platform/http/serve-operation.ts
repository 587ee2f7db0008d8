import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { IDEMPOTENCY_HEADER } from '../../contract.ts';
import type { Actor } from '../actor.ts';
import type { Tx } from '../db/database.ts';
import { AppError } from '../errors.ts';
import type { Operation, ReplyControl } from '../operation.ts';
import { reaches, scopeOf } from '../permission.ts';
import type { FileAnswer, StreamAnswer } from './answers.ts';
import type { App } from './app.ts';
import { actorOf, permit } from './caller.ts';
import { once, type Stored } from './idempotency.ts';
import { parseInput } from './input.ts';
import { replyControl, sendFile } from './reply.ts';
import { sendStream } from './stream.ts';
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
  if ('stream' in answer) return sendStream(reply, answer);
  if (answer.replayed) reply.header('idempotent-replay', 'true');
  return answer.status === 204 ? reply.status(204).send() : reply.status(answer.status).send(answer.answer);
}

/** Who it is comes first, in a transaction of its own: nobody may send 50 MB before that, and sending can take minutes. */
async function receive(app: App, operation: Operation, request: FastifyRequest): Promise<Received> {
  const { db, files } = app.platform;
  await db.transaction(app.platform.tenantId(), async (tx) => permit(operation, await actorOf(app, tx, request)));
  return receiveUpload(request, files.temporary, operation.upload!);
}

async function perform(
  app: App,
  tx: Tx,
  operation: Operation,
  request: FastifyRequest,
  received: Received | null,
  reply: ReplyControl,
): Promise<Stored | FileAnswer | StreamAnswer> {
  const { clock, files, operations } = app.platform;
  const actor = await actorOf(app, tx, request);
  permit(operation, actor);
  const raw = {
    ...(request.query as object),
    ...(received ? received.fields : bodyOf(request)),
    ...(request.params as object),
  };
  const input = parseInput(operation.input, raw);
  const scope = await scopeOf(tx, actor, operation.may);
  await judgeTarget(tx, operation, actor, scope, input);
  const upload = received?.upload ?? null;
  const origin = `${request.protocol}://${request.host}`;
  const run = async (): Promise<unknown> => {
    const value = await operation.run({ tx, actor, clock, files, operations, origin, scope, input, upload, reply });
    return operation.output instanceof z.ZodType ? operation.output.parse(value) : value;
  };
  if (operation.output === 'file') return (await run()) as FileAnswer;
  if (operation.output === 'stream') return (await run()) as StreamAnswer;
  const status = operation.output === 'nothing' ? 204 : (operation.status ?? 200);
  const work = async () => ({ status, answer: (await run()) ?? null });
  const key = request.headers[IDEMPOTENCY_HEADER];
  const { tenantId, personId } = actor;
  if (request.method === 'GET' || typeof key !== 'string' || personId === null)
    return { ...(await work()), replayed: false };
  return once(tx, { tenantId, personId, key, operation: operation.name, raw: [raw, upload?.sha256], clock }, work);
}

async function judgeTarget(
  tx: Tx,
  { target }: Operation,
  actor: Actor,
  scope: Parameters<typeof reaches>[0],
  input: unknown,
): Promise<void> {
  if (!target) return;
  const belonging = await target.find(tx, actor.tenantId, input);
  if (!belonging || !reaches(scope, belonging)) throw new AppError('NOT_FOUND', target.missing);
}

function bodyOf(request: FastifyRequest): object {
  if (request.body === undefined || request.body === null) return {};
  if (typeof request.body !== 'object' || Array.isArray(request.body))
    throw new AppError('REQUEST_MALFORMED', '提交的内容应是一个 JSON 对象。');
  return request.body;
}
