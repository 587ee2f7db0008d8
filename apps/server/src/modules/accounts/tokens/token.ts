import { randomBytes } from 'node:crypto';
import type { Actor } from '../../../platform/actor.ts';
import { hashToken } from '../../../platform/auth.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { Tx } from '../../../platform/db/database.ts';
import { AppError } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import { readSetting } from '../../../platform/settings.ts';
import { record } from '../../record/index.ts';
import type { TokenRow } from '../contract.ts';
import { tokenCreated, tokenRevoked } from '../events.ts';
import { tokenSetting } from '../rules.ts';
import { covers } from './scopes.ts';

/** By which scanners for secrets know a token of ours. */
const PREFIX = 'luoshi_';
/** Enough to know it by, of 43. */
const SHOWN = 6;
const DAY_MS = 86_400_000;

interface Call {
  readonly tx: Tx;
  readonly actor: Actor;
  readonly clock: Clock;
}

/** Makes a token in a person's name. The token itself is in the answer and nowhere else. Throws TOKEN_SCOPE, TOKEN_EXPIRY. */
export async function makeToken(
  { tx, actor, clock }: Call,
  personId: string,
  { name, scopes, expiresOn }: { name: string; scopes: readonly string[]; expiresOn: string },
  open: ReadonlyMap<string, readonly string[]>,
) {
  const foreign = scopes.filter((scope) => !covers(open, scope));
  if (foreign.length)
    throw new AppError('TOKEN_SCOPE', `令牌不能用于：${foreign.join('、')}。请只选列出的操作。`, { scopes: foreign });
  const expires = new Date(`${expiresOn}T24:00:00+08:00`);
  await checkExpiry({ tx, actor, clock }, expires);
  const token = PREFIX + randomBytes(32).toString('base64url');
  const row = {
    tenant_id: actor.tenantId,
    id: newId(),
    token_hash: hashToken(token),
    prefix: token.slice(0, PREFIX.length + SHOWN),
    person_id: personId,
    name,
    scopes: [...scopes],
    created_at: clock.now(),
    created_by: actor.personId!,
    expires_at: expires,
    last_used_at: null,
    revoked_at: null,
  };
  await tx.insertInto('api_token').values(row).execute();
  const after = { tokenId: row.id, name, scopes: [...scopes], expiresOn };
  await record(tx, { actor, clock, type: tokenCreated, subject: personId, before: null, after });
  return { token, row: tokenView({ ...row, creator: actor.name }, clock) };
}

async function checkExpiry({ tx, actor, clock }: Call, expires: Date): Promise<void> {
  const { maximumDays } = await readSetting(tx, actor.tenantId, tokenSetting);
  const days = (expires.getTime() - clock.now().getTime()) / DAY_MS;
  if (!(days > 0)) throw new AppError('TOKEN_EXPIRY', '有效期至的日期不对，或已经过去。请选今天或以后的日期。');
  if (days > maximumDays + 1)
    throw new AppError('TOKEN_EXPIRY', `令牌的有效期最长 ${maximumDays} 天。请选早一些的日期，到期前再换新的。`);
}

/** The tokens of a person, the newest first. */
export async function tokensOf(tx: Tx, tenantId: string, personId: string, clock: Clock): Promise<TokenRow[]> {
  const rows = await tx
    .selectFrom('api_token')
    .innerJoin('person as creator', (join) =>
      join.onRef('creator.tenant_id', '=', 'api_token.tenant_id').onRef('creator.id', '=', 'api_token.created_by'),
    )
    .where('api_token.tenant_id', '=', tenantId)
    .where('api_token.person_id', '=', personId)
    .orderBy('api_token.id', 'desc')
    .selectAll('api_token')
    .select('creator.name as creator')
    .execute();
  return rows.map((row) => tokenView(row, clock));
}

interface Row {
  id: string;
  name: string;
  prefix: string;
  scopes: string[];
  created_at: Date;
  creator: string;
  expires_at: Date;
  last_used_at: Date | null;
  revoked_at: Date | null;
}

const tokenView = (row: Row, clock: Clock): TokenRow => ({
  id: row.id,
  name: row.name,
  prefix: row.prefix,
  scopes: row.scopes,
  createdAt: row.created_at.toISOString(),
  createdBy: row.creator,
  expiresAt: row.expires_at.toISOString(),
  lastUsedAt: row.last_used_at?.toISOString() ?? null,
  state: row.revoked_at ? 'revoked' : row.expires_at <= clock.now() ? 'expired' : 'valid',
});

/** Ends one of a person's tokens, or all; where it is one, throws NOT_FOUND for none. */
export async function revokeTokens(
  { tx, actor, clock }: Call,
  personId: string,
  { only, why }: { readonly only?: string; readonly why?: string } = {},
): Promise<void> {
  const revoked = await tx
    .updateTable('api_token')
    .set({ revoked_at: clock.now() })
    .where('tenant_id', '=', actor.tenantId)
    .where('person_id', '=', personId)
    .where('revoked_at', 'is', null)
    .$if(only !== undefined, (query) => query.where('id', '=', only!))
    .returning(['id', 'name'])
    .execute();
  if (only !== undefined && revoked.length === 0)
    throw new AppError('NOT_FOUND', '没有这个令牌，它可能已经撤销。请刷新列表。');
  for (const { id, name } of revoked) {
    const fact = { actor, clock, type: tokenRevoked, subject: personId, before: null, after: { tokenId: id, name } };
    await record(tx, { ...fact, ...(why ? { why } : {}) });
  }
}
