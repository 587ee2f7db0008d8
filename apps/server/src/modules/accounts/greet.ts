import { z } from 'zod';
import { operation } from '../../platform/operation.ts';
import { cityOf } from '../people/index.ts';
import { CityGreeting } from './contract.ts';
import { demoAccountsOf } from './queries.ts';
import { ssoOf } from './sso/setting.ts';

/** What the sign-in page shows. Accounts with their passwords only in a demonstration city, where all is invented. */
export const greet = operation({
  name: 'accounts.greet',
  may: 'anyone',
  input: z.object({}),
  output: CityGreeting,
  run: async ({ tx, actor }) => {
    const city = await cityOf(tx, actor.tenantId);
    const sso = await ssoOf(tx, actor.tenantId);
    return {
      city,
      accounts: city.demo ? await demoAccountsOf(tx, actor.tenantId) : [],
      sso: sso && { name: sso.name },
    };
  },
});
