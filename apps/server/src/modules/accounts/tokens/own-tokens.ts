import { z } from 'zod';
import { Uuid } from '../../../contract.ts';
import type { Actor } from '../../../platform/actor.ts';
import { operation } from '../../../platform/operation.ts';
import { type May, permits } from '../../../platform/permission.ts';
import { CreatedToken, NewToken, TokenScopes, Tokens } from '../contract.ts';
import { tokenCreated, tokenRevoked } from '../events.ts';
import { machinePosts, scopesBy } from './scopes.ts';
import { makeToken, revokeTokens, tokensOf } from './token.ts';

const mine = (operations: ReadonlyMap<string, May>, actor: Actor) =>
  scopesBy(operations, (may) => permits(may, { ...actor, posts: machinePosts(actor.posts) }));

/** What a token of one's own may be for: what one may do oneself. */
export const listOwnTokenScopes = operation({
  name: 'accounts.list-own-token-scopes',
  may: 'signed-in',
  input: z.object({}),
  output: TokenScopes,
  run: async ({ actor, operations }) => ({
    rooms: [...mine(operations, actor)].map(([room, names]) => ({ room, operations: names })),
  }),
});

export const listOwnTokens = operation({
  name: 'accounts.list-own-tokens',
  may: 'signed-in',
  input: z.object({}),
  output: Tokens,
  run: async ({ tx, actor, clock }) => ({ tokens: await tokensOf(tx, actor.tenantId, actor.personId!, clock) }),
});

export const createOwnToken = operation({
  name: 'accounts.create-own-token',
  may: 'signed-in',
  secret: true,
  status: 201,
  leaves: [tokenCreated],
  input: NewToken,
  output: CreatedToken,
  run: ({ tx, actor, clock, input, operations }) =>
    makeToken({ tx, actor, clock }, actor.personId!, input, mine(operations, actor)),
});

export const revokeOwnToken = operation({
  name: 'accounts.revoke-own-token',
  may: 'signed-in',
  leaves: [tokenRevoked],
  input: z.object({ tokenId: Uuid }),
  output: 'nothing',
  run: ({ tx, actor, clock, input: { tokenId } }) =>
    revokeTokens({ tx, actor, clock }, actor.personId!, { only: tokenId }),
});
