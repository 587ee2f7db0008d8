import { createHash } from 'node:crypto';
import type { Clock } from '../clock.ts';
import { json } from '../db/columns.ts';
import type { Tx } from '../db/database.ts';
import { AppError } from '../errors.ts';
import type { Keys } from '../keys.ts';

export interface Stored {
  readonly status: number;
  readonly answer: unknown;
  readonly replayed: boolean;
}

export interface KeyedRequest {
  tenantId: string;
  personId: string;
  key: string;
  operation: string;
  raw: unknown;
  clock: Clock;
  /** Where the request or its answer is secret: what it is kept sealed with. */
  sealedBy: Keys | null;
}

const hashOf = ({ operation, raw }: KeyedRequest): string =>
  createHash('sha256')
    .update(JSON.stringify([operation, raw]))
    .digest('hex');

const PURPOSE = 'platform.idempotency';
const sealed = ({ sealedBy }: KeyedRequest, text: string): string =>
  sealedBy ? sealedBy.encrypt(PURPOSE, Buffer.from(text)) : text;
const opened = ({ sealedBy }: KeyedRequest, text: string): string =>
  sealedBy ? Buffer.from(sealedBy.decrypt(PURPOSE, text)).toString() : text;
const kept = (request: KeyedRequest, answer: unknown): unknown =>
  request.sealedBy ? sealed(request, JSON.stringify(answer)) : answer;
const answerOf = (request: KeyedRequest, answer: unknown): unknown =>
  request.sealedBy ? JSON.parse(opened(request, String(answer))) : answer;

const rowOf = (tx: Tx, { tenantId, personId, key }: KeyedRequest) =>
  tx
    .selectFrom('idempotency')
    .where('tenant_id', '=', tenantId)
    .where('person_id', '=', personId)
    .where('key', '=', key)
    .select(['request_hash', 'status', 'answer'])
    .executeTakeFirst();

/** What the key was answered before; null when it is new. Throws IDEMPOTENCY_KEY_REUSED where it was another request. */
export async function answeredBefore(tx: Tx, request: KeyedRequest): Promise<Stored | null> {
  const earlier = await rowOf(tx, request);
  if (!earlier) return null;
  if (opened(request, earlier.request_hash) === hashOf(request))
    return { status: earlier.status, answer: answerOf(request, earlier.answer), replayed: true };
  throw new AppError('IDEMPOTENCY_KEY_REUSED', '同一个防重复提交的键被用在了两个不同的请求上。请刷新页面后重试。');
}

/**
 * Runs `work` once for a key of a person: the answer is kept in the same transaction and given again to the same key. A
 * second request while the first is under way waits for it (on the key's row). A refusal rolls back and is not kept.
 */
export async function once(
  tx: Tx,
  request: KeyedRequest,
  work: () => Promise<{ status: number; answer: unknown }>,
): Promise<Stored> {
  if (request.key.length > 200) throw new AppError('REQUEST_MALFORMED', '防重复提交的键过长（最多 200 个字符）。');
  const mine = { tenant_id: request.tenantId, person_id: request.personId, key: request.key };
  const taken = await tx
    .insertInto('idempotency')
    .values({
      ...mine,
      operation: request.operation,
      request_hash: sealed(request, hashOf(request)),
      answer: null,
      created_at: request.clock.now(),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('key')
    .executeTakeFirst();
  if (!taken) return (await answeredBefore(tx, request))!;
  const done = await work();
  await tx
    .updateTable('idempotency')
    .set({ status: done.status, answer: json(kept(request, done.answer)) })
    .where((where) => where.and(mine))
    .execute();
  return { ...done, replayed: false };
}
