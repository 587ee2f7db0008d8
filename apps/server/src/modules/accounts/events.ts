/** What signing in and the keeping of accounts leave in the record. The subject of all is the person whose account it is. */
import { z } from 'zod';
import { BusinessDate, Uuid } from '../../contract.ts';
import { eventType, personal } from '../record/index.ts';
import { Restriction } from './contract.ts';

const nothing = z.object({});
const of = <Data extends z.ZodType>(name: string, label: string, data: Data) =>
  eventType({ name: `accounts.${name}`, label, subject: 'account', data });

const Way = z.enum(['password', 'sso']).meta({ title: '登录方式', words: { password: '密码', sso: '统一认证' } });
const What = z
  .enum(['password', 'second_factor'])
  .meta({ title: '哪一步', words: { password: '密码', second_factor: '动态口令' } });

export const signedIn = of(
  'sign-in',
  '登录',
  z.object({ sessionId: Uuid, way: Way, browser: z.string().meta({ title: '浏览器' }), lacks: Restriction.nullable() }),
);
/** `known`: there is such an account. */
export const signInFailed = of('sign-in-failed', '登录失败', z.object({ what: What, known: z.boolean() }));
export const locked = of('lock', '锁定账号', z.object({ until: z.iso.datetime().meta({ title: '锁定到' }) }));
export const gaveSecondFactor = of(
  'give-second-factor',
  '通过动态口令验证',
  z.object({
    sessionId: Uuid,
    by: z.enum(['code', 'recovery']).meta({ title: '凭据', words: { code: '动态口令', recovery: '恢复码' } }),
  }),
);
export const signedOut = of('sign-out', '退出登录', z.object({ sessionId: Uuid }));
export const sessionsEnded = of(
  'end-sessions',
  '终止登录',
  z.object({ sessions: z.int().meta({ title: '终止几处' }) }),
);

export const passwordChanged = of('change-password', '修改密码', nothing);
export const secondFactorEnrolled = of('enrol-second-factor', '启用动态口令', nothing);
export const secondFactorRemoved = of('remove-second-factor', '停用动态口令', nothing);
export const recoveryCodesMade = of('make-recovery-codes', '重新生成恢复码', nothing);

export const accountCreated = of(
  'create',
  '开通账号',
  z.object({ account: personal(z.string().meta({ title: '账号' }), 'account'), service: z.boolean() }),
);
export const accountDisabled = of('disable', '停用账号', nothing);
export const accountEnabled = of('enable', '启用账号', nothing);
export const accountUnlocked = of('unlock', '解除锁定', nothing);
export const passwordReset = of('reset-password', '重置密码', nothing);
export const secondFactorReset = of('reset-second-factor', '重置动态口令', nothing);

export const tokenCreated = of(
  'create-token',
  '生成接口令牌',
  z.object({
    tokenId: Uuid,
    name: z.string().meta({ title: '用途' }),
    scopes: z.array(z.string()).meta({ title: '可用的操作' }),
    expiresOn: BusinessDate.meta({ title: '有效期至' }),
  }),
);
export const tokenRevoked = of(
  'revoke-token',
  '撤销接口令牌',
  z.object({ tokenId: Uuid, name: z.string().meta({ title: '用途' }) }),
);

const identity = z.object({
  issuer: z.string().meta({ title: '统一认证' }),
  subject: personal(z.string().meta({ title: '用户标识' }), 'account'),
});
export const ssoLinked = of('link-sso', '关联统一认证', identity);
export const ssoUnlinked = of('unlink-sso', '解除统一认证关联', identity);
