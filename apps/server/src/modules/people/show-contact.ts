import { z } from 'zod';
import { Uuid } from '../../contract.ts';
import { operation } from '../../platform/operation.ts';
import { personalRevealed, revealed } from '../record/index.ts';
import { Contact } from './contract.ts';
import { CONTACT_READERS, personSeen } from './person-reach.ts';

/** Telephone and mail as they are. That somebody looked is recorded, whether or not there was anything to see. */
export const showContact = operation({
  name: 'people.show-contact',
  may: CONTACT_READERS,
  target: personSeen,
  leaves: [personalRevealed],
  input: z.object({ personId: Uuid }),
  output: Contact,
  run: async ({ tx, actor, clock, input }) => {
    const contact = await tx
      .selectFrom('person')
      .where('tenant_id', '=', actor.tenantId)
      .where('id', '=', input.personId)
      .select(['phone', 'email'])
      .executeTakeFirstOrThrow();
    await revealed(tx, { actor, clock, personId: input.personId, fields: ['电话', '邮箱'] });
    return contact;
  },
});
