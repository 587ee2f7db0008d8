import { createHash } from 'node:crypto';
import type { Clock } from '../clock.ts';
import { json } from '../db/columns.ts';
import type { Tx } from '../db/database.ts';
import { AppError } from '../errors.ts';

export interface Stored {
  readonly status: number;
  readonly answer: unknown;
  readonly replayed: boolean;
}

interface Request {
  tenantId: string;
  personId: string;
  key: string;
  operation: string;
  raw: unknown;
  clock: Clock;
}

/**
 * Runs `work` once for a key of a person: the answer is kept in the same transaction and given again to the same key. A
 * second request while the first is under way waits for it (on the key's row). A refusal rolls back and is not kept.
 */
export async function once(
  tx: Tx,
  request: Request,
  work: () => Promise<{ status: number; answer: unknown }>,
): Promise<Stored> {
  if (request.key.length > 200) throw new AppError('REQUEST_MALFORMED', '防重复提交的键过长（最多 200 个字符）。');
  const request_hash = createHash('sha256')
    .update(JSON.stringify([request.operation, request.raw]))
    .digest('hex');
  const mine = { tenant_id: request.tenantId, person_id: request.personId, key: request.key };
  const taken = await tx
    .insertInto('idempotency')
    .values({ ...mine, operation: request.operation, request_hash, answer: null, created_at: request.clock.now() })
    .onConflict((conflict) => conflict.doNothing())
    .returning('key')
    .executeTakeFirst();
  const row = tx.selectFrom('idempotency').where((where) => where.and(mine));
  if (!taken) {
    const earlier = await row.select(['request_hash', 'status', 'answer']).executeTakeFirstOrThrow();
    if (earlier.request_hash === request_hash)
      return { status: earlier.status, answer: earlier.answer, replayed: true };
    throw new AppError('IDEMPOTENCY_KEY_REUSED', '同一个防重复提交的键被用在了两个不同的请求上。请刷新页面后重试。');
  }
  const done = await work();
  await tx
    .updateTable('idempotency')
    .set({ status: done.status, answer: json(done.answer) })
    .where((where) => where.and(mine))
    .execute();
  return { ...done, replayed: false };
}
