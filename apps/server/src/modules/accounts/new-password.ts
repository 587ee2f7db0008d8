import { randomInt } from 'node:crypto';
import { hashPassword, verifyPassword } from '../../platform/auth.ts';
import type { Tx } from '../../platform/db/database.ts';
import { AppError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { faultsOf, type PasswordSetting, ruleLines } from './rules.ts';

/** The hash of a password that keeps the rules; `past` are the hashes of those used before. Throws PASSWORD_REFUSED. Slow. */
export async function acceptPassword(
  password: string,
  account: string,
  rules: PasswordSetting,
  past: readonly string[],
): Promise<string> {
  const faults = faultsOf(password, account, rules);
  for (const hash of past) if (await verifyPassword(password, hash)) faults.push(ruleLines(rules).at(-1)!);
  if (faults.length === 0) return hashPassword(password);
  throw new AppError('PASSWORD_REFUSED', `新密码不符合要求：${[...new Set(faults)].join('；')}。请换一个。`, {
    faults: [...new Set(faults)],
  });
}

/** Hashes of the passwords that may not come back, the present one first. */
export async function pastPasswords(tx: Tx, tenantId: string, personId: string, rules: PasswordSetting) {
  const account = tx.selectFrom('account').where('tenant_id', '=', tenantId).where('person_id', '=', personId);
  const { password_hash } = await account.select('password_hash').executeTakeFirstOrThrow();
  const past = await tx
    .selectFrom('past_password')
    .where('tenant_id', '=', tenantId)
    .where('person_id', '=', personId)
    .orderBy('id', 'desc')
    .limit(rules.remembered - 1)
    .select('password_hash')
    .execute();
  return [password_hash, ...past.map((row) => row.password_hash)].filter((hash) => hash !== null);
}

interface NewPassword {
  readonly tenantId: string;
  readonly personId: string;
  readonly hash: string;
  /** An administrator gave it: its owner sets another at the next sign-in. */
  readonly given: boolean;
  readonly now: Date;
}

/** Puts a new password in place of the old one, which is remembered. What was public of a demonstration's account no longer is. */
export async function storePassword(tx: Tx, { tenantId, personId, hash, given, now }: NewPassword): Promise<void> {
  const account = tx.selectFrom('account').where('tenant_id', '=', tenantId).where('person_id', '=', personId);
  const before = await account.select('password_hash').executeTakeFirstOrThrow();
  if (before.password_hash !== null)
    await tx
      .insertInto('past_password')
      .values({ tenant_id: tenantId, person_id: personId, id: newId(), password_hash: before.password_hash })
      .execute();
  await tx
    .updateTable('account')
    .set((set) => ({
      password_hash: hash,
      password_changed_at: now,
      must_change: given,
      demo_password: null,
      row_version: set('row_version', '+', 1),
    }))
    .where('tenant_id', '=', tenantId)
    .where('person_id', '=', personId)
    .execute();
}

// Without what is easily misread: 0 O 1 l I.
const LETTERS = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** A password of chance to be handed over, in groups of four that can be read aloud; it keeps the rules. */
export function chancePassword(account: string, rules: PasswordSetting): string {
  const group = () => Array.from({ length: 4 }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  const groups = Math.max(4, Math.ceil((rules.minimumLength + 1) / 5));
  for (;;) {
    const password = Array.from({ length: groups }, group).join('-');
    if (faultsOf(password, account, rules).length === 0) return password;
  }
}
