import { z } from 'zod';
import { operation } from '../../platform/operation.ts';
import { Me } from './contract.ts';
import type { SignedIn } from './sessions.ts';
import { meView } from './view.ts';

export const showMe = operation({
  name: 'accounts.me',
  may: 'signed-in',
  despite: ['password', 'second_factor'],
  input: z.object({}),
  output: Me,
  // No token is for an operation of this room, so there is a session.
  run: ({ tx, actor, clock, operations }) => meView(tx, actor as SignedIn, clock, operations),
});
