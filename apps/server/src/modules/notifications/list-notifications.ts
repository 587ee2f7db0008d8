import { sql } from 'kysely';
import { z } from 'zod';
import { AppError } from '../../platform/errors.ts';
import { operation } from '../../platform/operation.ts';
import { NotificationFilter, Notifications } from './contract.ts';
import { inboxOf } from './inbox.ts';
import { OWN } from './own.ts';
import { notificationView } from './view.ts';

const SHOWN = { unread: ['unread'], current: ['unread', 'read'], archived: ['archived'] } as const;

/** A page of the person's own notifications, the newest first. */
export const listNotifications = operation({
  name: 'notifications.list',
  may: OWN,
  input: NotificationFilter,
  output: Notifications,
  run: async ({ tx, actor: { tenantId, personId }, input }) => {
    // The inbox first: a stream opened from its number tells what comes after, if it was not in the list already.
    const { unread, change } = await inboxOf(tx, tenantId, personId!);
    const after = readCursor(input.cursor);
    const rows = await tx
      .selectFrom('notification')
      .where('tenant_id', '=', tenantId)
      .where('person_id', '=', personId)
      .where('state', 'in', SHOWN[input.show])
      .$if(after !== null, (page) =>
        page.where(sql<boolean>`(spoken_at, id) < (${after?.at}::timestamptz, ${after?.id}::uuid)`),
      )
      .orderBy('spoken_at', 'desc')
      .orderBy('id', 'desc')
      .limit(input.limit + 1)
      .selectAll()
      .execute();
    const page = rows.slice(0, input.limit);
    const last = page.at(-1);
    return {
      notifications: page.map(notificationView),
      unread,
      change,
      nextCursor:
        rows.length > page.length && last
          ? Buffer.from(`${last.spoken_at.toISOString()} ${last.id}`).toString('base64url')
          : null,
    };
  },
});

const Cursor = z.tuple([z.iso.datetime(), z.uuid()]);

function readCursor(cursor: string | undefined): { at: string; id: string } | null {
  if (!cursor) return null;
  const parts = Cursor.safeParse(Buffer.from(cursor, 'base64url').toString().split(' '));
  if (!parts.success) throw new AppError('INPUT_INVALID', '翻页位置不对，请从第一页重新打开。');
  return { at: parts.data[0], id: parts.data[1] };
}
