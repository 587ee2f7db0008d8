import type { Selectable } from 'kysely';
import type { Message, Notification, Robot } from './contract.ts';
import type { NotificationTables } from './tables.ts';

export const notificationView = (row: Selectable<NotificationTables['notification']>): Notification => ({
  id: row.id,
  type: row.type,
  title: row.title,
  text: row.text,
  link: row.link,
  urgency: row.urgency,
  state: row.state,
  times: row.times,
  at: row.spoken_at.toISOString(),
  change: row.change,
});

/** 张三 -> 张*. */
export const maskName = (name: string): string => `${[...name][0] ?? ''}*`;

/** zhang@example.gov.cn -> z***@example.gov.cn; 13812345678 -> 138****5678. */
export const maskAddress = (address: string): string =>
  address.includes('@') ? address.replace(/^(.)[^@]*/, '$1***') : address.replace(/^(\d{3})\d*(\d{4})$/, '$1****$2');

export const messageView = (
  row: Selectable<NotificationTables['message']> & { person_name: string | null },
): Message => ({
  id: row.id,
  channel: row.channel,
  to: row.person_name === null ? row.robot_name : `${maskName(row.person_name)}${row.address && ` (${row.address})`}`,
  subject: row.subject,
  urgency: row.urgency,
  state: row.state,
  attempts: row.attempts,
  lastError: row.last_error,
  heldUntil: row.state === 'waiting' && row.attempts === 0 ? (row.held_until?.toISOString() ?? null) : null,
  dueAt: row.due_at?.toISOString() ?? null,
  createdAt: row.created_at.toISOString(),
  endedAt: row.ended_at?.toISOString() ?? null,
  simulated: row.simulated,
  // What was really said stays between the two; what was only simulated is shown, or the simulation would show nothing.
  body: row.simulated ? row.body : null,
  retriable: row.state === 'failed' || row.state === 'unknown',
});

export const robotView = (row: Selectable<NotificationTables['robot']>): Robot => ({
  id: row.id,
  name: row.name,
  channel: row.channel,
  url: row.shown,
  signed: row.signed,
  types: row.types,
  enabled: row.enabled,
  rowVersion: row.row_version,
});
