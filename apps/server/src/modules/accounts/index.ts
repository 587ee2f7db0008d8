import type { Room } from '../../room.ts';
import { passwordExpiryJob } from './password-expiry.ts';
import { routes } from './routes.ts';
import { lockSetting, passwordSetting, secondFactorSetting, sessionSetting, tokenSetting } from './rules.ts';
import { ssoSetting } from './sso/setting.ts';
import { personalColumns } from './tables.ts';

export { authenticate } from './authenticate.ts';
export { demoAccountsOf } from './queries.ts';

export const accounts: Room = {
  name: 'accounts',
  routes,
  personal: personalColumns,
  jobs: [passwordExpiryJob],
  settings: [passwordSetting, lockSetting, sessionSetting, secondFactorSetting, tokenSetting, ssoSetting],
};
