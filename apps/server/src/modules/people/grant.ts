import { operation } from '../../platform/operation.ts';
import { Granted, GrantRequest, WithdrawRequest } from './contract.ts';
import { decideGrants } from './decide-grants.ts';
import { deputyGranted, deputyWithdrawn, postGranted, postWithdrawn } from './events.ts';
import { keepingApart } from './write-post.ts';

/** The security administrator lets posts and deputies give the permission of their roles. */
export const grantPosts = operation({
  name: 'people.grant',
  permission: 'people.grant',
  may: { security_administrator: 'territory' },
  leaves: [postGranted, deputyGranted],
  input: GrantRequest,
  output: Granted,
  run: async (call) => ({ changed: await keepingApart(() => decideGrants(call, true)) }),
});

/** Takes that back, or declines it: at once, in every session of theirs. */
export const withdrawPosts = operation({
  name: 'people.withdraw',
  permission: 'people.grant',
  may: { security_administrator: 'territory' },
  leaves: [postWithdrawn, deputyWithdrawn],
  input: WithdrawRequest,
  output: Granted,
  run: async (call) => ({ changed: await decideGrants(call, false) }),
});
