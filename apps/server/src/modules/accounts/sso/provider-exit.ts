import type { Preparation } from '../../../platform/operation.ts';
import { addressOf, providerOf, SSO_PURPOSE, ssoOf } from './setting.ts';

/** Where to go on to, to sign out at the provider too; null where the session did not come from there, or it cannot say. */
export async function providerExit({
  transaction,
  actor: { tenantId, sessionId },
  keys,
  origin,
}: Pick<Preparation<unknown>, 'transaction' | 'actor' | 'keys' | 'origin'>): Promise<string | null> {
  if (sessionId === null) return null;
  const { set, token } = await transaction(async (tx) => {
    const session = tx.selectFrom('session').where('tenant_id', '=', tenantId).where('id', '=', sessionId);
    const { sso_token: token } = (await session.select('sso_token').executeTakeFirst()) ?? { sso_token: null };
    return { token, set: token ? await ssoOf(tx, tenantId) : null };
  });
  if (!set || !token) return null;
  const shown = Buffer.from(keys.decrypt(SSO_PURPOSE, token)).toString();
  // Signing out here must not wait for a provider that is away.
  return providerOf(set)
    .exit(shown, `${addressOf(set, origin)}/sign-in`)
    .catch(() => null);
}
