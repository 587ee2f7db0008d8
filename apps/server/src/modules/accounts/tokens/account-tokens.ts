import { z } from 'zod';
import { Uuid } from '../../../contract.ts';
import { AppError } from '../../../platform/errors.ts';
import { operation } from '../../../platform/operation.ts';
import type { May } from '../../../platform/permission.ts';
import { BUSINESS_ROLES, type Role } from '../../people/contract.ts';
import { accountOf, accountTarget, BOTH, KEEPER } from '../administration.ts';
import { CreatedToken, NewToken, Reason, TokenScopes, Tokens } from '../contract.ts';
import { tokenCreated, tokenRevoked } from '../events.ts';
import { scopesBy } from './scopes.ts';
import { makeToken, revokeTokens, tokensOf } from './token.ts';

/** What some business role may do; which of it the machine really may follows from the posts that it is given. */
const forMachines = (operations: ReadonlyMap<string, May>) =>
  scopesBy(operations, (may) => may === 'signed-in' || BUSINESS_ROLES.some((role: Role) => may[role as never]));

const OfAccount = z.object({ personId: Uuid });

export const listAccountTokens = operation({
  name: 'accounts.list-tokens',
  may: BOTH,
  target: accountTarget,
  input: OfAccount,
  output: Tokens,
  run: async ({ tx, actor, clock, input: { personId } }) => ({
    tokens: await tokensOf(tx, actor.tenantId, personId, clock),
  }),
});

export const listTokenScopes = operation({
  name: 'accounts.list-token-scopes',
  may: KEEPER,
  target: accountTarget,
  input: OfAccount,
  output: TokenScopes,
  run: async ({ operations }) => ({
    rooms: [...forMachines(operations)].map(([room, names]) => ({ room, operations: names })),
  }),
});

/** In the name of a machine alone: nobody makes a key to another person's work. */
export const createAccountToken = operation({
  name: 'accounts.create-token',
  may: KEEPER,
  target: accountTarget,
  secret: true,
  status: 201,
  leaves: [tokenCreated],
  input: OfAccount.extend(NewToken.shape),
  output: CreatedToken,
  run: async ({ tx, actor, clock, input, operations }) => {
    const account = await accountOf(tx, actor.tenantId, input.personId);
    if (!account.service || account.disabled_at)
      throw new AppError('ACCOUNT_STATE', '只能为在用的接口账号生成令牌；个人的令牌由本人在“我的账号”里生成。');
    return makeToken({ tx, actor, clock }, input.personId, input, forMachines(operations));
  },
});

export const revokeAccountToken = operation({
  name: 'accounts.revoke-token',
  may: BOTH,
  target: accountTarget,
  leaves: [tokenRevoked],
  input: OfAccount.extend({ tokenId: Uuid, ...Reason.shape }),
  output: 'nothing',
  run: ({ tx, actor, clock, input: { personId, tokenId, why } }) =>
    revokeTokens({ tx, actor, clock }, personId, { only: tokenId, why }),
});
