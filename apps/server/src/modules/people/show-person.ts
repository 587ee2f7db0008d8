import { z } from 'zod';
import { Uuid } from '../../contract.ts';
import { operation } from '../../platform/operation.ts';
import { PersonDetail } from './contract.ts';
import { personDetail } from './person-detail.ts';
import { personSeen, READERS } from './person-reach.ts';

export const showPerson = operation({
  name: 'people.show-person',
  permission: 'people.read',
  may: READERS,
  target: personSeen,
  input: z.object({ personId: Uuid }),
  output: PersonDetail,
  run: ({ tx, actor, clock, input }) => personDetail(tx, actor.tenantId, input.personId, clock.today()),
});
