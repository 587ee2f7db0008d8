import type { Selectable } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import { AppError } from '../../platform/errors.ts';
import type { Keys } from '../../platform/keys.ts';
import { quietUntil } from './hours.ts';
import type { Telling } from './notify.ts';
import type { Ways } from './settings.ts';
import type { NotificationTables } from './tables.ts';

const PURPOSE = 'notifications.robot';

export type RobotRow = Selectable<NotificationTables['robot']>;
export interface RobotSecrets {
  readonly url: string;
  /** 加签密钥 of 钉钉; '' where there is none. */
  readonly secret: string;
}

export const sealRobot = (keys: Keys, secrets: RobotSecrets): string =>
  keys.encrypt(PURPOSE, Buffer.from(JSON.stringify(secrets)));

export const openRobot = (keys: Keys, sealed: string): RobotSecrets =>
  JSON.parse(Buffer.from(keys.decrypt(PURPOSE, sealed)).toString('utf8'));

/** The address without what is secret in it. */
export function shownUrl(text: string): string {
  const url = new URL(text);
  return `${url.origin}${url.pathname}${url.search ? '?…' : ''}`;
}

/** Robots that repeat this notice, and until when quiet hours hold it. */
export async function robotsFor(
  tx: Tx,
  tenantId: string,
  telling: Telling,
  ways: Ways,
  now: Date,
): Promise<{ robot: RobotRow; heldUntil: Date | null }[]> {
  const rows = await tx
    .selectFrom('robot')
    .where('tenant_id', '=', tenantId)
    .where('enabled', '=', true)
    .orderBy('name')
    .selectAll()
    .execute();
  const heldUntil = telling.urgency === 'urgent' ? null : quietUntil(now, ways.quiet);
  return rows.filter((robot) => robot.types.includes(telling.type)).map((robot) => ({ robot, heldUntil }));
}

export const robotRow = (tx: Tx, tenantId: string, robotId: string): Promise<RobotRow> =>
  tx
    .selectFrom('robot')
    .where('tenant_id', '=', tenantId)
    .where('id', '=', robotId)
    .selectAll()
    .forUpdate()
    .executeTakeFirstOrThrow();

export async function refuseTakenName(tx: Tx, tenantId: string, name: string, own: string | null): Promise<void> {
  const taken = await tx
    .selectFrom('robot')
    .where('tenant_id', '=', tenantId)
    .where('name', '=', name)
    .$if(own !== null, (others) => others.where('id', '!=', own!))
    .select('id')
    .executeTakeFirst();
  if (taken) throw new AppError('INPUT_INVALID', `已有名为“${name}”的机器人。请换一个名称。`);
}
