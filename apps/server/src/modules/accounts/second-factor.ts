import { createHash, randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import type { Tx } from '../../platform/db/database.ts';
import { AppError } from '../../platform/errors.ts';
import type { Keys } from '../../platform/keys.ts';
import type { Preparation } from '../../platform/operation.ts';
import { countFailure, refuseWhereLocked, triesLeft } from './failures.ts';

const PURPOSE = 'accounts.second-factor';
const PERIOD_S = 30;
const RECOVERY_CODES = 10;
// 80 bits each: a plain hash keeps them.
const RECOVERY_BYTES = 10;

const generator = (secret: string, labels: { issuer?: string; label?: string } = {}) =>
  new TOTP({ ...labels, secret: Secret.fromBase32(secret), algorithm: 'SHA1', digits: 6, period: PERIOD_S });

/** A new secret: for typing, as the address that an authenticator app reads (otpauth://), and sealed for its column. */
export function newSecret(keys: Keys, labels: { issuer: string; label: string }) {
  const secret = new Secret({ size: 20 }).base32;
  const sealed = keys.encrypt(PURPOSE, Buffer.from(secret));
  return { secret, uri: generator(secret, labels).toString(), sealed };
}

/** The time step whose code this is, now or one step beside it; null where it is none. */
export function stepOf(keys: Keys, sealed: string, code: string, now: Date): number | null {
  if (!/^\d{6}$/.test(code)) return null;
  const totp = generator(Buffer.from(keys.decrypt(PURPOSE, sealed)).toString());
  const delta = totp.validate({ token: code, timestamp: now.getTime(), window: 1 });
  return delta === null ? null : Math.floor(now.getTime() / 1000 / PERIOD_S) + delta;
}

/** What a code turned out to be: of a time step, or one for recovery. */
export type Proof = { readonly step: number } | { readonly recovery: string };

const recoveryHash = (personId: string, code: string): string =>
  createHash('sha256')
    .update(`${personId} ${code.toLowerCase().replace(/[^a-z2-7]/g, '')}`)
    .digest('hex');

/**
 * Judges a code in an operation's preparation and counts a wrong one. `confirmed`: of the factor that is in force, else of
 * the one being set up. Throws SECOND_FACTOR_WRONG, SECOND_FACTOR_STATE, ACCOUNT_LOCKED.
 */
export async function judgeCode(
  { transaction, actor, clock, keys }: Pick<Preparation<unknown>, 'transaction' | 'actor' | 'clock' | 'keys'>,
  code: string,
  confirmed: boolean,
): Promise<Proof> {
  const personId = actor.personId!;
  const { proof, refusal } = await transaction(async (tx): Promise<{ proof?: Proof; refusal?: AppError }> => {
    const account = await tx
      .selectFrom('account')
      .where('tenant_id', '=', actor.tenantId)
      .where('person_id', '=', personId)
      .select('name')
      .executeTakeFirstOrThrow();
    const call = { tx, actor, clock };
    await refuseWhereLocked(call, account.name);
    const factor = await factorOf(tx, actor.tenantId, personId);
    if (!factor || (factor.confirmed_at !== null) !== confirmed) return { refusal: otherState(confirmed) };
    const step = stepOf(keys, factor.secret, code, clock.now());
    if (step !== null) return { proof: { step } };
    const recovery = recoveryHash(personId, code);
    if (confirmed && (await recoveryCodeOf(tx, actor.tenantId, personId, recovery))) return { proof: { recovery } };
    const failed = { account: account.name, personId, what: 'second_factor' } as const;
    const { left } = await countFailure(call, failed);
    return {
      refusal: new AppError(
        'SECOND_FACTOR_WRONG',
        `动态口令不对。请看手机上现在显示的 6 位数字，并确认手机时间准确；${triesLeft(left)}`,
        { left },
      ),
    };
  });
  if (proof) return proof;
  throw refusal;
}

/** Takes the proof in the operation's own transaction: a code or recovery code that was taken before is refused. */
export async function takeProof(tx: Tx, tenantId: string, personId: string, proof: Proof): Promise<void> {
  const taken =
    'step' in proof
      ? await tx
          .updateTable('second_factor')
          .set({ last_step: proof.step })
          .where('tenant_id', '=', tenantId)
          .where('person_id', '=', personId)
          .where((where) => where.or([where('last_step', 'is', null), where('last_step', '<', proof.step)]))
          .returning('person_id')
          .executeTakeFirst()
      : await tx
          .deleteFrom('recovery_code')
          .where('tenant_id', '=', tenantId)
          .where('person_id', '=', personId)
          .where('code_hash', '=', proof.recovery)
          .returning('person_id')
          .executeTakeFirst();
  if (!taken) throw new AppError('SECOND_FACTOR_WRONG', '这个口令已经用过。请等手机显示下一个口令后再输入。');
}

export const factorOf = (tx: Tx, tenantId: string, personId: string) =>
  tx
    .selectFrom('second_factor')
    .where('tenant_id', '=', tenantId)
    .where('person_id', '=', personId)
    .selectAll()
    .executeTakeFirst();

const recoveryCodeOf = (tx: Tx, tenantId: string, personId: string, hash: string) =>
  tx
    .selectFrom('recovery_code')
    .where('tenant_id', '=', tenantId)
    .where('person_id', '=', personId)
    .where('code_hash', '=', hash)
    .select('code_hash')
    .executeTakeFirst();

export const otherState = (needed: boolean): AppError =>
  needed
    ? new AppError('SECOND_FACTOR_STATE', '还没有启用动态口令。请先启用。')
    : new AppError('SECOND_FACTOR_STATE', '动态口令已经启用，或还没有开始设置。请刷新页面后再试。');

/** New recovery codes in place of those there were, "abcd-efgh-2345-6723". */
export async function renewRecoveryCodes(tx: Tx, tenantId: string, personId: string): Promise<string[]> {
  const codes = Array.from({ length: RECOVERY_CODES }, () => {
    const { buffer } = Uint8Array.from(randomBytes(RECOVERY_BYTES));
    return new Secret({ buffer }).base32.toLowerCase().match(/.{4}/g)!.join('-');
  });
  await tx.deleteFrom('recovery_code').where('tenant_id', '=', tenantId).where('person_id', '=', personId).execute();
  await tx
    .insertInto('recovery_code')
    .values(
      codes.map((code) => ({ tenant_id: tenantId, person_id: personId, code_hash: recoveryHash(personId, code) })),
    )
    .execute();
  return codes;
}
