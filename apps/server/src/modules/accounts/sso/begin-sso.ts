import { z } from 'zod';
import { newSessionToken } from '../../../platform/auth.ts';
import { AppError } from '../../../platform/errors.ts';
import { operation } from '../../../platform/operation.ts';
import { SsoBeginning } from '../contract.ts';
import { callbackOf, providerOf, SSO_PURPOSE, ssoOf } from './setting.ts';

const MINUTES = 10;

export const beginSso = operation({
  name: 'accounts.begin-sso',
  may: 'anyone',
  leaves: 'nothing',
  input: z.object({}),
  output: SsoBeginning,
  prepare: async ({ transaction, actor, origin }) => {
    const set = await transaction((tx) => ssoOf(tx, actor.tenantId));
    if (!set) throw notSet();
    return providerOf(set).begin(callbackOf(set, origin));
  },
  run: async ({ tx, actor: { tenantId }, clock, keys, prepared: { url, checks } }) => {
    const { token, hash } = newSessionToken();
    const now = clock.now();
    await tx.deleteFrom('sso_attempt').where('tenant_id', '=', tenantId).where('expires_at', '<=', now).execute();
    await tx
      .insertInto('sso_attempt')
      .values({
        tenant_id: tenantId,
        token_hash: hash,
        checks: keys.encrypt(SSO_PURPOSE, Buffer.from(JSON.stringify(checks))),
        expires_at: new Date(now.getTime() + MINUTES * 60_000),
      })
      .execute();
    return { url, attempt: token };
  },
});

export const notSet = () => new AppError('SSO_NOT_SET', '本系统没有启用统一认证登录。请用账号和密码登录。');
