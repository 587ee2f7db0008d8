import type { Actor } from '../../platform/actor.ts';
import { newSessionToken } from '../../platform/auth.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db/database.ts';
import { SESSION_COOKIE } from '../../platform/http/app.ts';
import { newId } from '../../platform/ids.ts';
import type { ReplyControl } from '../../platform/operation.ts';
import { readSetting } from '../../platform/settings.ts';
import { record } from '../record/index.ts';
import { authenticate } from './authenticate.ts';
import { browserWords } from './browser-words.ts';
import type { SessionRow } from './contract.ts';
import { sessionsEnded, signedIn } from './events.ts';
import { forgetFailures } from './failures.ts';
import { sessionSetting } from './rules.ts';
import { restrictionOf, standingOf } from './standing.ts';

/** Somebody who has signed in, in their session. */
export type SignedIn = Actor & { personId: string; sessionId: string };

interface Beginning {
  readonly tx: Tx;
  readonly actor: Actor;
  readonly clock: Clock;
  readonly reply: ReplyControl;
}

/** A session for the person, who has proven who they are. What it lacks yet is its restriction. */
export async function beginSession(
  { tx, actor: { tenantId, address }, clock, reply }: Beginning,
  personId: string,
  way: 'password' | 'sso',
  ssoToken: string | null = null,
): Promise<SignedIn> {
  const { token, hash } = newSessionToken();
  const now = clock.now();
  const { idleMinutes, hours } = await readSetting(tx, tenantId, sessionSetting);
  const session = {
    tenant_id: tenantId,
    id: newId(),
    token_hash: hash,
    person_id: personId,
    created_at: now,
    expires_at: new Date(now.getTime() + hours * 3_600_000),
    last_seen_at: now,
    idle_minutes: idleMinutes,
    address,
    browser: browserWords(reply.userAgent),
    way,
    sso_token: ssoToken,
  };
  await tx.deleteFrom('session').where('tenant_id', '=', tenantId).where('expires_at', '<=', now).execute();
  await tx.insertInto('session').values(session).execute();
  const credentials = { tenantId, session: token, bearer: null, address, clock };
  const arrived = (await authenticate(tx, credentials)) as SignedIn;
  const settled = await settleSession(tx, arrived, clock);
  const { id: sessionId, browser } = session;
  await record(tx, {
    actor: settled,
    clock,
    type: signedIn,
    subject: personId,
    before: null,
    after: { sessionId, way, browser, lacks: settled.restriction },
  });
  reply.setCookie(SESSION_COOKIE, token, { expires: session.expires_at });
  return settled;
}

/** The session has had the second factor, from now on. */
export async function noteSecondFactor(tx: Tx, { tenantId, sessionId }: SignedIn, clock: Clock): Promise<void> {
  await tx
    .updateTable('session')
    .set({ second_factor_at: clock.now() })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', sessionId)
    .execute();
}

/** Works out anew what the session lacks, after it has gained something; once nothing of the proof lacks, it counts as a sign-in. */
export async function settleSession(tx: Tx, actor: SignedIn, clock: Clock): Promise<SignedIn> {
  const { tenantId, personId, sessionId } = actor;
  const standing = await standingOf(tx, actor, clock);
  const mine = tx.selectFrom('session').where('tenant_id', '=', tenantId).where('id', '=', sessionId);
  const session = await mine.select(['way', 'second_factor_at']).executeTakeFirstOrThrow();
  const restriction = restrictionOf(standing, session);
  await tx
    .updateTable('session')
    .set({ restriction })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', sessionId)
    .execute();
  const settled = { ...actor, restriction };
  if (standing.secondFactorSince && restriction === 'second_factor') return settled;
  await forgetFailures({ tx, actor, clock }, standing.account);
  await tx
    .updateTable('account')
    .set({ last_signed_in_at: clock.now() })
    .where('tenant_id', '=', tenantId)
    .where('person_id', '=', personId)
    .execute();
  return settled;
}

/** Ends a person's sessions, all but one or one alone, and says how many there were. */
export async function endSessions(
  { tx, actor, clock }: Pick<Beginning, 'tx' | 'actor' | 'clock'>,
  personId: string,
  which: { readonly keep?: string | null; readonly only?: string } = {},
  why?: string,
): Promise<number> {
  const { keep, only } = which;
  const ended = await tx
    .deleteFrom('session')
    .where('tenant_id', '=', actor.tenantId)
    .where('person_id', '=', personId)
    .$if(keep != null, (query) => query.where('id', '!=', keep!))
    .$if(only !== undefined, (query) => query.where('id', '=', only!))
    .returning('id')
    .execute();
  if (ended.length)
    await record(tx, {
      actor,
      clock,
      type: sessionsEnded,
      subject: personId,
      before: null,
      after: { sessions: ended.length },
      ...(why ? { why } : {}),
    });
  return ended.length;
}

/** The person's sessions that are in force, the last used first. */
export async function sessionsOf(tx: Tx, tenantId: string, personId: string, clock: Clock, current: string | null) {
  const rows = await tx
    .selectFrom('session')
    .where('tenant_id', '=', tenantId)
    .where('person_id', '=', personId)
    .where('expires_at', '>', clock.now())
    .orderBy('last_seen_at', 'desc')
    .orderBy('id')
    .selectAll()
    .execute();
  return rows
    .filter((row) => row.last_seen_at.getTime() + row.idle_minutes * 60_000 > clock.now().getTime())
    .map(
      (row): SessionRow => ({
        id: row.id,
        createdAt: row.created_at.toISOString(),
        lastSeenAt: row.last_seen_at.toISOString(),
        expiresAt: row.expires_at.toISOString(),
        address: row.address,
        browser: row.browser,
        way: row.way,
        current: row.id === current,
      }),
    );
}
