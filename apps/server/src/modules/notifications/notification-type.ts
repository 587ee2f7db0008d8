import type { z } from 'zod';
import type { Choice, Urgency } from './contract.ts';

/** What a notification is about. */
export interface Matter {
  /** Table of the row: "report". */
  readonly kind: string;
  readonly id: string;
}

/** A kind of notification, declared by the room that sends it: what it is called, what it says, where it leads. */
export interface NotificationType<Data extends z.ZodType = z.ZodType> {
  /** "reports.imported": room, dot, what has happened. */
  readonly name: string;
  /** In the words of the office: 报告已导入. Also the subject of a mail. */
  readonly label: string;
  readonly data: Data;
  /** One or two sentences: what happened and what is to be done. It leaves the house by mail and robots: no personal data. */
  text(data: z.output<Data>): string;
  /** Address in the page that it leads to. */
  link(matter: Matter, data: z.output<Data>): string;
  readonly urgency: Urgency;
  /** What goes by mail and text message where the person has not chosen. */
  readonly choice: Choice;
}

const declared = new Map<string, NotificationType>();

/** Declares a type; preferences list every one that is declared. */
export function notificationType<Data extends z.ZodType>(
  definition: Pick<NotificationType<Data>, 'name' | 'label' | 'data' | 'text' | 'link'> &
    Partial<NotificationType<Data>>,
): NotificationType<Data> {
  const urgency = definition.urgency ?? 'normal';
  const choice: Choice = urgency === 'urgent' ? { mail: 'at_once', sms: 'at_once' } : { mail: 'digest', sms: 'off' };
  const type: NotificationType<Data> = { choice, ...definition, urgency };
  declared.set(type.name, type as unknown as NotificationType);
  return type;
}

/** Every type there is, in the order of the names. */
export const notificationTypes = (): NotificationType[] =>
  [...declared.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
