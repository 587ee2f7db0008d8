import { z } from 'zod';
import { operation } from '../../platform/operation.ts';
import { Me } from './contract.ts';
import { allowed, meView } from './view.ts';

export const showMe = operation({
  name: 'accounts.me',
  may: 'signed-in',
  despite: ['password', 'second_factor'],
  input: z.object({}),
  output: Me,
  run: ({ tx, actor, clock, operations }) =>
    meView(tx, { ...actor, personId: actor.personId! }, clock, allowed(actor, operations)),
});
