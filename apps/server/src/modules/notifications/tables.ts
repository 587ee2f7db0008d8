import type { z } from 'zod';
import type { Defaulted, Json, RowVersion } from '../../platform/db/columns.ts';
import type { PersonalTable } from '../../platform/personal-columns.ts';
import type { Channel, Choice, DigestTime, MessageState, NotificationState, QuietHours, Urgency } from './contract.ts';

export interface NotificationTables {
  /** Taken before a person's notifications are changed: changes are numbered in the order in which they commit. */
  inbox: { tenant_id: string; person_id: string; last_change: Defaulted<number>; digest_due_at: Date | null };
  notification: {
    tenant_id: string;
    id: string;
    person_id: string;
    /** What it is about: "report", its id. One notification a person and matter. */
    matter_kind: string;
    matter_id: string;
    type: string;
    urgency: Urgency;
    title: string;
    text: string;
    link: string;
    state: z.infer<typeof NotificationState>;
    /** How often the matter has spoken since it was last read. */
    times: number;
    change: number;
    spoken_at: Date;
    seen_at: Date | null;
  };
  notification_preference: {
    tenant_id: string;
    person_id: string;
    quiet: Json<z.infer<typeof QuietHours> | null> | null;
    digest: Json<z.infer<typeof DigestTime> | null> | null;
    choices: Json<Record<string, Choice>>;
    row_version: RowVersion;
  };
  robot: {
    tenant_id: string;
    id: string;
    name: string;
    channel: Extract<Channel, 'wecom' | 'dingtalk'>;
    /** Address and secret, sealed with the server's keys: whoever has them speaks in the group. */
    sealed: string;
    /** Where it is, without its key: https://oapi.dingtalk.com/robot/send?access_token=… */
    shown: string;
    signed: boolean;
    types: string[];
    enabled: boolean;
    row_version: RowVersion;
  };
  message: {
    tenant_id: string;
    /** Also its idempotency key. */
    id: string;
    channel: Channel;
    person_id: string | null;
    robot_id: string | null;
    robot_name: Defaulted<string>;
    notification_id: string | null;
    /** A notification type's name, 'digest' or 'test'. */
    type: string;
    urgency: Urgency;
    /** Where it went, masked: the address itself is looked up when it is sent. */
    address: Defaulted<string>;
    subject: string;
    body: string;
    link: string;
    /** Written by message-state.ts alone. */
    state: MessageState;
    held_until: Date | null;
    due_at: Date | null;
    attempts: Defaulted<number>;
    simulated: Defaulted<boolean>;
    last_error: string | null;
    created_at: Date;
    ended_at: Date | null;
    row_version: RowVersion;
  };
}

export const personalColumns: readonly PersonalTable[] = [
  { table: 'notification_preference', person: 'person_id', deletes: true },
  { table: 'message', person: 'person_id', columns: { address: '' } },
];
