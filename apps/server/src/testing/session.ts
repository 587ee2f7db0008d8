import { newSessionToken } from '../platform/auth.ts';
import type { Clock } from '../platform/clock.ts';
import type { Tx } from '../platform/db/database.ts';
import { SESSION_COOKIE } from '../platform/http/app.ts';
import { newId } from '../platform/ids.ts';

/** Signs somebody in without a password, for years, as tests move the clock. Returns the token and the cookie header that carries it. */
export async function openSession(
  tx: Tx,
  of: { tenantId: string; personId: string; clock: Clock },
): Promise<{ token: string; cookie: string }> {
  const { token, hash } = newSessionToken();
  const now = of.clock.now();
  await tx
    .insertInto('session')
    .values({
      tenant_id: of.tenantId,
      id: newId(),
      token_hash: hash,
      person_id: of.personId,
      created_at: now,
      expires_at: new Date('2036-01-01'),
      last_seen_at: now,
      idle_minutes: 10 * 366 * 24 * 60,
    })
    .execute();
  return { token, cookie: `${SESSION_COOKIE}=${token}` };
}
