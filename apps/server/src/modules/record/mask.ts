import { z } from 'zod';
import type { Actor } from '../../platform/actor.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db/database.ts';
import { eventType, type PersonalKind } from './event-type.ts';
import { record } from './record.ts';

/** A personal value as it is shown to whoever need not know it: enough to tell two apart. */
export function mask(kind: PersonalKind, value: string): string {
  const characters = [...value];
  const head = (count: number) => characters.slice(0, count).join('');
  switch (kind) {
    case 'name':
      return characters.length <= 1 ? '*' : head(1) + '*'.repeat(Math.min(characters.length - 1, 2));
    case 'phone':
      return characters.length < 8 ? '*'.repeat(characters.length) : `${head(3)}****${characters.slice(-4).join('')}`;
    case 'email': {
      const at = value.lastIndexOf('@');
      return at <= 0 ? '***' : `${head(1)}***${value.slice(at)}`;
    }
    case 'address':
      return `${head(Math.min(6, Math.floor(characters.length / 2)))}****`;
    case 'account':
      return `${head(1)}***`;
  }
}

/** Somebody looked at what is usually masked. */
export const personalRevealed = eventType({
  name: 'record.reveal',
  label: '查看个人信息',
  subject: 'person',
  data: z.object({ fields: z.array(z.string()).meta({ title: '查看的内容' }) }),
});

/**
 * Notes that the actor was shown personal values unmasked: whose, and which, by the names that people know (手机号). The
 * operation declares `personalRevealed` in `leaves`.
 */
export async function revealed(
  tx: Tx,
  read: { actor: Actor; clock: Clock; personId: string; fields: readonly string[]; why?: string },
): Promise<void> {
  await record(tx, {
    actor: read.actor,
    clock: read.clock,
    type: personalRevealed,
    subject: read.personId,
    before: null,
    after: { fields: [...read.fields] },
    ...(read.why ? { why: read.why } : {}),
  });
}
