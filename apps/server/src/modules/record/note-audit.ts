import { systemActor } from '../../platform/actor.ts';
import type { Platform } from '../../platform/platform.ts';
import { recordTakenOut, recordVerified } from './events.ts';
import { record } from './record.ts';

/** Somebody at the terminal of the server had the record verified or taken out. */
export async function noteAudit(
  platform: Platform,
  tenantId: string,
  what: 'verify' | 'export',
  found: { events: number; faults: number },
): Promise<void> {
  const actor = { ...systemActor(tenantId), name: '服务器终端', via: 'command' as const };
  const fact = { actor, clock: platform.clock, subject: tenantId, before: null };
  await platform.db.transaction(tenantId, (tx) =>
    what === 'verify'
      ? record(tx, { ...fact, type: recordVerified, after: found })
      : record(tx, { ...fact, type: recordTakenOut, after: { events: found.events } }),
  );
}
