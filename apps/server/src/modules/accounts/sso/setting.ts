import { z } from 'zod';
import type { Tx } from '../../../platform/db/database.ts';
import { type AddressTable, outgoingAddresses } from '../../../platform/outgoing/index.ts';
import { readSetting, setting } from '../../../platform/settings.ts';
import { oidcProvider } from './oidc.ts';
import type { SsoProvider } from './provider.ts';

/** A token of identity that goes over the wire unencrypted could be anybody's: only on this very machine. */
const Issuer = z.union([
  z.literal(''),
  z.url().regex(/^(https:\/\/|http:\/\/(127\.0\.0\.1|localhost)[:/])/, '须以 https:// 开头'),
]);

export const ssoSetting = setting({
  name: 'accounts.sso',
  label: '统一认证登录',
  schema: z.object({
    issuer: Issuer.meta({ title: '统一认证的地址；留空为不启用' }),
    name: z.string().trim().max(20).meta({ title: '登录页上按钮的名称' }),
    clientId: z.string().trim().max(200).meta({ title: '在统一认证登记的客户端标识' }),
    accountClaim: z.string().trim().max(60).meta({ title: '对方信息里与本系统账号同名的字段；留空则只认逐人关联' }),
    address: z.union([z.literal(''), z.url()]).meta({ title: '本系统对外的地址，在代理之后时填写' }),
  }),
  standard: { issuer: '', name: '统一认证', clientId: '', accountClaim: '', address: '' },
  owner: 'security_administrator',
});

export type SsoSetting = z.output<typeof ssoSetting.schema>;

/** What a city has set for single sign-on; null where it has not. */
export async function ssoOf(tx: Tx, tenantId: string): Promise<(SsoSetting & { table: AddressTable }) | null> {
  const set = await readSetting(tx, tenantId, ssoSetting);
  if (!set.issuer || !set.clientId) return null;
  return { ...set, table: await readSetting(tx, tenantId, outgoingAddresses) };
}

/** The provider as set. The client's secret is in the environment alone, never in the database; without one PKCE must do. */
export const providerOf = (set: SsoSetting & { table: AddressTable }): SsoProvider =>
  oidcProvider({ ...set, secret: process.env.LUOSHI_SSO_SECRET || null });

/** The address that people open, under which the provider sends them back. */
export const addressOf = (set: SsoSetting, origin: string): string => (set.address || origin).replace(/\/$/, '');
export const callbackOf = (set: SsoSetting, origin: string): string => `${addressOf(set, origin)}/sso/callback`;

/** Purpose under which what belongs to single sign-on is sealed. */
export const SSO_PURPOSE = 'accounts.sso';
