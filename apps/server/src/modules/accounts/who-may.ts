import { operation } from '../../platform/operation.ts';
import { Role } from '../people/contract.ts';
import { WhoMay, WhoMayQuestion } from './contract.ts';

/** Who to turn to, for somebody who may not. What the roles are for is no secret; who holds them is not told. */
export const whoMay = operation({
  name: 'accounts.who-may',
  may: 'signed-in',
  input: WhoMayQuestion,
  output: WhoMay,
  run: async ({ input, operations }) => {
    const declared = operations.get(input.operation);
    return { roles: typeof declared === 'object' ? Role.options.filter((role) => declared[role] !== undefined) : [] };
  },
});
