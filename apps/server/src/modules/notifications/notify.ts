import type { z } from 'zod';
import type { Clock } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db/database.ts';
import { enqueue } from '../../platform/jobs/jobs.ts';
import type { Role } from '../people/contract.ts';
import type { Urgency } from './contract.ts';
import type { Matter, NotificationType } from './notification-type.ts';

/** Whom a notice is for: people, and whoever holds a post with one of these roles in these organisations when it is told. */
export interface Recipients {
  readonly people?: readonly string[];
  readonly posts?: { readonly organisationIds: readonly string[]; readonly roles: readonly Role[] };
  /** Who need not be told: usually the one who did it. */
  readonly except?: string | null;
}

export interface Notice<Data extends z.ZodType = z.ZodType> {
  readonly type: NotificationType<Data>;
  readonly matter: Matter;
  readonly to: Recipients;
  readonly data: z.input<Data>;
  /** The type's own unless told. */
  readonly urgency?: Urgency;
}

/** A notice in words, as its job carries it. */
export interface Telling {
  readonly type: string;
  readonly matter: Matter;
  readonly to: Recipients;
  readonly title: string;
  readonly text: string;
  readonly link: string;
  readonly urgency: Urgency;
  /** When it was said, ISO: of two, the later words stand. */
  readonly at: string;
}

export const TELL_JOB = 'notifications.tell';

/**
 * Tells people of a matter, as part of the caller's transaction: if and only if that commits, it lies in their inboxes
 * moments later and goes out by the channels that each has chosen. The caller waits for nobody's inbox: two who tell the
 * same person do not wait for each other.
 */
export async function notify<Data extends z.ZodType>(
  tx: Tx,
  call: { tenantId: string; clock: Clock },
  notice: Notice<Data>,
): Promise<void> {
  const { type, matter, to } = notice;
  const data = type.data.parse(notice.data);
  const telling: Telling = {
    type: type.name,
    matter,
    to,
    title: type.label,
    text: type.text(data),
    link: type.link(matter, data),
    urgency: notice.urgency ?? type.urgency,
    at: call.clock.now().toISOString(),
  };
  await enqueue(tx, call, TELL_JOB, telling);
}
