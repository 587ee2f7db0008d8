import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { beijingDate } from '@luoshi/calendar';
import { sql } from 'kysely';
import { enqueue, registerHandler } from '../../platform/jobs/jobs.ts';
import type { Platform } from '../../platform/platform.ts';
import { readSetting } from '../../platform/settings.ts';
import { namesIn } from '../disk.ts';
import { MANIFEST } from './manifest.ts';
import { runBackup } from './run-backup.ts';
import { backupSetting } from './settings.ts';

const KIND = 'maintenance.backup';
const DAY_MS = 24 * 3_600_000;
/** Two servers do not both put the next one on the list. */
const SCHEDULING = 630210;
const NAME = /^luoshi-\d{8}-\d{6}(\.partial)?$/;

/** Where scheduled backups lie. */
export const folderOf = (data: string, folder: string): string => folder || join(data, 'backups');

/** The next time of day in Beijing after a moment. */
export function nextAt(time: string, after: Date): Date {
  const today = new Date(`${beijingDate(after)}T${time}:00+08:00`);
  return today > after ? today : new Date(today.getTime() + DAY_MS);
}

/** One backup by the setting; the oldest beyond the number to keep go once the new one is whole. */
export const scheduledBackup = registerHandler<Record<string, never>>({
  kind: KIND,
  maxAttempts: 3,
  async run({ platform, tenantId }) {
    const { folder, keep } = await platform.db.transaction(tenantId, (tx) => readSetting(tx, tenantId, backupSetting));
    const place = folderOf(platform.data, folder);
    const stamp = new Date(platform.clock.now().getTime() + 8 * 3_600_000).toISOString().replace(/[-:]/g, '');
    const target = join(place, `luoshi-${stamp.slice(0, 8)}-${stamp.slice(9, 15)}`);
    await runBackup({ db: platform.db, data: platform.data, keys: null, target, scheduled: true, say: () => {} });
    await thinOut(place, keep);
  },
});

/** Removes what was not finished, and the oldest whole ones. Touches only what carries our name and says what it is. */
async function thinOut(place: string, keep: number): Promise<void> {
  const names = (await namesIn(place)).filter((name) => NAME.test(name)).sort();
  const whole = names.filter((name) => existsSync(join(place, name, MANIFEST)) && !name.endsWith('.partial'));
  const partial = names.filter((name) => name.endsWith('.partial'));
  for (const name of [...partial, ...whole.slice(0, -keep)])
    await rm(join(place, name), { recursive: true, force: true });
}

/** Sees to it that the next one is on the list when the setting says so, and at the time that it says. */
export async function scheduleNext(platform: Platform, tenantId: string): Promise<void> {
  await platform.db.transaction(tenantId, async (tx) => {
    await sql`select pg_advisory_xact_lock(${SCHEDULING})`.execute(tx);
    const { enabled, time } = await readSetting(tx, tenantId, backupSetting);
    const due = nextAt(time, platform.clock.now());
    const waiting = await tx
      .selectFrom('job')
      .where('tenant_id', '=', tenantId)
      .where('kind', '=', KIND)
      .where('state', 'in', ['waiting', 'running'])
      .select(['id', 'state', 'due_at', 'attempts'])
      .executeTakeFirst();
    if (!waiting) {
      if (enabled) await enqueue(tx, { tenantId, clock: platform.clock }, KIND, {}, due);
      return;
    }
    // One that is due, or is tried again, goes its way.
    if (waiting.state === 'running' || waiting.attempts > 0 || waiting.due_at <= platform.clock.now()) return;
    const mine = tx.updateTable('job').where('tenant_id', '=', tenantId).where('id', '=', waiting.id);
    if (!enabled) await tx.deleteFrom('job').where('tenant_id', '=', tenantId).where('id', '=', waiting.id).execute();
    else if (waiting.due_at.getTime() !== due.getTime()) await mine.set({ due_at: due }).execute();
  });
}

/** Looks every minute, so that a changed setting holds without a restart. */
export function startSchedule(platform: Platform, tenantId: string): { stop(): void } {
  const look = () => {
    scheduleNext(platform, tenantId).catch((error) =>
      platform.log.error({ err: error }, 'the next backup could not be scheduled'),
    );
  };
  look();
  const every = setInterval(look, 60_000);
  every.unref();
  return { stop: () => clearInterval(every) };
}
