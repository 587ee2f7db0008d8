import { beijingDate } from '@luoshi/calendar';
import { type Actor, hasRole, type Restriction } from '../../platform/actor.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db/database.ts';
import { readSetting } from '../../platform/settings.ts';
import { passwordSetting, secondFactorSetting } from './rules.ts';

const DAY_MS = 86_400_000;

/** What the rules say of an account: whether its password is due, whether it has and needs a second factor. */
export interface Standing {
  readonly account: string;
  readonly passwordHash: string | null;
  readonly passwordChangedAt: Date;
  readonly passwordDue: 'given' | 'expired' | null;
  /** Null where the password does not age. */
  readonly passwordExpires: Date | null;
  readonly secondFactorSince: Date | null;
  readonly secondFactorRequired: boolean;
}

/** Of the person's account. Throws where they have none. */
export async function standingOf(tx: Tx, actor: Actor & { personId: string }, clock: Clock): Promise<Standing> {
  const { tenantId, personId } = actor;
  const account = await tx
    .selectFrom('account')
    .innerJoin('tenant', 'tenant.id', 'account.tenant_id')
    .leftJoin('second_factor', (join) =>
      join
        .onRef('second_factor.tenant_id', '=', 'account.tenant_id')
        .onRef('second_factor.person_id', '=', 'account.person_id'),
    )
    .where('account.tenant_id', '=', tenantId)
    .where('account.person_id', '=', personId)
    .select([
      'account.name',
      'account.password_hash',
      'account.password_changed_at',
      'account.must_change',
      'account.demo_password',
      'tenant.demo',
      'second_factor.confirmed_at',
    ])
    .executeTakeFirstOrThrow();
  // The passwords of a demonstration are public: there is nothing to guard, and the next visitor must get in as well.
  const open = account.demo && account.demo_password !== null;
  const { maximumDays } = await readSetting(tx, tenantId, passwordSetting);
  const { roles } = await readSetting(tx, tenantId, secondFactorSetting);
  const expires = new Date(account.password_changed_at.getTime() + maximumDays * DAY_MS);
  const due = account.must_change ? 'given' : expires <= clock.now() ? 'expired' : null;
  return {
    account: account.name,
    passwordHash: account.password_hash,
    passwordChangedAt: account.password_changed_at,
    passwordDue: open ? null : due,
    passwordExpires: open ? null : expires,
    secondFactorSince: account.confirmed_at,
    secondFactorRequired: !open && hasRole(actor, roles),
  };
}

/** The first day in Beijing on which the password is too old. */
export const expiryDay = ({ passwordExpires }: Standing): string | null =>
  passwordExpires && beijingDate(passwordExpires);

/**
 * What a session lacks. A second factor that is there comes first: with the password alone nobody sets another. One that is
 * still to be set up comes after the password.
 */
export function restrictionOf(
  standing: Standing,
  session: { way: 'password' | 'sso'; second_factor_at: Date | null },
): Restriction | null {
  if (standing.secondFactorSince && !session.second_factor_at) return 'second_factor';
  if (standing.passwordDue && session.way === 'password') return 'password';
  if (standing.secondFactorRequired && !standing.secondFactorSince) return 'second_factor';
  return null;
}
