import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { IDEMPOTENCY_HEADER } from '../../contract.ts';
import type { Actor } from '../actor.ts';
import type { Tx } from '../db/database.ts';
import { AppError } from '../errors.ts';
import { performing } from '../of-transaction.ts';
import type { Operation, ReplyControl } from '../operation.ts';
import { reaches, scopeOf } from '../permission.ts';
import type { FileAnswer, StreamAnswer } from './answers.ts';
import type { App } from './app.ts';
import { actorOf, permit } from './caller.ts';
import { answeredBefore, type KeyedRequest, keepAnswer, type Stored, seekAnswers } from './idempotency.ts';
import { parseInput } from './input.ts';
import { refuseClassified } from './refuse-classified.ts';
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
  const serving: Serving = { app, operation, request, received };
  const answer = await prepare(serving)
    .then(
      (ready) =>
        ready.answered ?? db.transaction(tenantId, (tx) => perform(tx, serving, ready.prepared, control.reply)),
    )
    .finally(() => received?.discard());
  // Only after the commit: cookies and bytes that promise something are not sent before it holds.
  control.apply();
  if ('body' in answer) return sendFile(reply, answer);
  if ('stream' in answer) return sendStream(reply, answer);
  if (answer.replayed) reply.header('idempotent-replay', 'true');
  return answer.status === 204 ? reply.status(204).send() : reply.status(answer.status).send(answer.answer);
}

interface Serving {
  readonly app: App;
  readonly operation: Operation;
  readonly request: FastifyRequest;
  readonly received: Received | null;
}

/** Who it is comes first, in a transaction of its own: nobody may send 50 MB before that, and sending can take minutes. */
async function receive(app: App, operation: Operation, request: FastifyRequest): Promise<Received> {
  const { db, files } = app.platform;
  await db.transaction(app.platform.tenantId(), async (tx) => {
    const actor = await actorOf(app, tx, request);
    app.limits.countPerson(request, actor, true);
    permit(operation, actor);
  });
  return receiveUpload(request, files.temporary, operation.upload!);
}

/** The work before the transaction; where the request was answered before, that answer and no work. */
async function prepare(serving: Serving): Promise<{ prepared: unknown; answered: Stored | null }> {
  const { operation, app } = serving;
  if (!operation.prepare) return { prepared: undefined, answered: null };
  const { db, clock, files, keys } = app.platform;
  const tenantId = app.platform.tenantId();
  const admitted = await db.transaction(tenantId, (tx) => admit(tx, serving));
  if (admitted.answered) return { prepared: undefined, answered: admitted.answered };
  const { actor, input, scope, upload, origin } = admitted;
  const transaction = <T>(work: (tx: Tx) => Promise<T>) => db.transaction(tenantId, work);
  const prepared = await operation.prepare({ actor, clock, input, files, keys, origin, scope, upload, transaction });
  return { prepared, answered: null };
}

/** Who calls, with what, about what: permission, parse, target. Where the request was answered before, that answer. */
async function admit(tx: Tx, { app, operation, request, received }: Serving) {
  const { clock } = app.platform;
  const key = request.headers[IDEMPOTENCY_HEADER];
  // A file or a stream is made again rather than kept.
  const repeatable = request.method === 'GET' || operation.output === 'file' || operation.output === 'stream';
  const earlier = repeatable || typeof key !== 'string' ? null : seekAnswers(tx, app.platform.tenantId(), key);
  const actor = await actorOf(app, tx, request);
  app.limits.countPerson(request, actor, false);
  permit(operation, actor);
  const raw = {
    ...(request.query as object),
    ...(received ? received.fields : bodyOf(request)),
    ...(request.params as object),
    // Where a broken stream ended, as browsers say it when they connect again.
    ...(operation.output === 'stream' ? { lastEventId: request.headers['last-event-id'] } : {}),
  };
  const input = parseInput(operation.input, raw);
  const upload = received?.upload ?? null;
  if (request.method !== 'GET') refuseClassified([input, upload?.fileName]);
  const { tenantId, personId } = actor;
  const sealedBy = operation.secret ? app.platform.keys : null;
  const keyed: KeyedRequest | null =
    earlier === null || typeof key !== 'string' || personId === null
      ? null
      : { tenantId, personId, key, operation: operation.name, raw: [raw, upload?.sha256], clock, sealedBy };
  const answered = earlier && keyed && answeredBefore(keyed, await earlier);
  // Before the target is judged: what the first request did may have taken that away.
  if (answered) return { answered } as const;
  const scope = await scopeOf(tx, actor, operation.may);
  await judgeTarget(tx, operation, actor, scope, input);
  return { answered: null, actor, input, scope, upload, keyed, origin: `${request.protocol}://${request.host}` };
}

async function perform(
  tx: Tx,
  serving: Serving,
  prepared: unknown,
  reply: ReplyControl,
): Promise<Stored | FileAnswer | StreamAnswer> {
  const { operation } = serving;
  const { clock, files, keys, operations, settings } = serving.app.platform;
  performing(tx, operation);
  const admittance = await admit(tx, serving);
  if (admittance.answered) return admittance.answered;
  const { keyed, answered: _, ...admitted } = admittance;
  const run = async (): Promise<unknown> => {
    const value = await operation.run({ ...admitted, tx, clock, files, keys, operations, settings, prepared, reply });
    return operation.output instanceof z.ZodType ? operation.output.parse(value) : value;
  };
  if (operation.output === 'file') return (await run()) as FileAnswer;
  if (operation.output === 'stream') return (await run()) as StreamAnswer;
  const status = operation.output === 'nothing' ? 204 : (operation.status ?? 200);
  const done = { status, answer: (await run()) ?? null };
  if (keyed) keepAnswer(tx, keyed, done);
  return { ...done, replayed: false };
}

async function judgeTarget(
  tx: Tx,
  { target }: Operation,
  actor: Actor,
  scope: Parameters<typeof reaches>[0],
  input: unknown,
): Promise<void> {
  if (!target || (scope.everything && target.checksItself)) return;
  const belonging = await target.find(tx, actor.tenantId, input);
  if (!belonging || !reaches(scope, belonging)) throw new AppError('NOT_FOUND', target.missing);
}

function bodyOf(request: FastifyRequest): object {
  if (request.body === undefined || request.body === null) return {};
  if (typeof request.body !== 'object' || Array.isArray(request.body))
    throw new AppError('REQUEST_MALFORMED', '提交的内容应是一个 JSON 对象。');
  return request.body;
}
