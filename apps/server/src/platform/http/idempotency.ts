import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Clock } from '../clock.ts';
import { json } from '../db/columns.ts';
import type { Tx } from '../db/database.ts';
import { withNext } from '../db/driver.ts';
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

/** What requests under a key were answered, by person. */
type Earlier = { person_id: string; request_hash: string; status: number; answer: unknown }[];

/**
 * Looks a key up together with the transaction's next statement, which must come before this is awaited. Another request
 * with the key that is under way is waited for, so that of two one is the first.
 */
export function seekAnswers(tx: Tx, tenantId: string, key: string): Promise<Earlier> {
  if (key.length > 200) throw new AppError('REQUEST_MALFORMED', '防重复提交的键过长（最多 200 个字符）。');
  // Two statements: what the second reads begins after the first has waited.
  withNext(tx, sql`select pg_advisory_xact_lock(hashtextextended(${`${tenantId}/${key}`}, 0))`.compile(tx));
  return withNext(
    tx,
    tx
      .selectFrom('idempotency')
      .where('tenant_id', '=', tenantId)
      .where('key', '=', key)
      .select(['person_id', 'request_hash', 'status', 'answer']),
  );
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

/** What the person was answered before; null when the key is new to them. Throws IDEMPOTENCY_KEY_REUSED where it was another request. */
export function answeredBefore(request: KeyedRequest, earlier: Earlier): Stored | null {
  const mine = earlier.find((one) => one.person_id === request.personId);
  if (!mine) return null;
  if (opened(request, mine.request_hash) === hashOf(request))
    return { status: mine.status, answer: answerOf(request, mine.answer), replayed: true };
  throw new AppError('IDEMPOTENCY_KEY_REUSED', '同一个防重复提交的键被用在了两个不同的请求上。请刷新页面后重试。');
}

/** Keeps an answer with what it answers for, to be given again to the same key. A refusal rolls back and is not kept. */
export function keepAnswer(tx: Tx, request: KeyedRequest, { status, answer }: Omit<Stored, 'replayed'>): void {
  withNext(
    tx,
    tx.insertInto('idempotency').values({
      tenant_id: request.tenantId,
      person_id: request.personId,
      key: request.key,
      operation: request.operation,
      request_hash: sealed(request, hashOf(request)),
      status,
      answer: json(kept(request, answer)),
      created_at: request.clock.now(),
    }),
  );
}
