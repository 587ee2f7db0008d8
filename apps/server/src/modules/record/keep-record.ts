import type { Platform } from '../../platform/platform.ts';
import { chainAll } from './chain.ts';
import { makeCheckpoint, writeCheckpointFile } from './checkpoint.ts';
import { witnessOf } from './witness.ts';

const EVERY_MS = 1000;
/** What other servers left behind is looked for less often. */
const IDLE_ROUNDS = 5;
const CHECKPOINT_MS = 30_000;

export interface RecordKeeper {
  /** Chains what waits and makes a last checkpoint; to be called before the database closes. */
  stop(): Promise<void>;
}

/** Chains the city's events about every second, and makes checkpoints of the chain as they are due. */
export function keepRecord(platform: Platform, tenantId: string): RecordKeeper {
  let running: Promise<void> | null = null;
  let round = 0;
  const witness = witnessOf(platform, tenantId);
  const once = (work: () => Promise<unknown>): void => {
    running ??= work()
      .then(() => {})
      .catch((error) => platform.log.error({ err: error }, 'the record could not be chained'))
      .finally(() => {
        running = null;
      });
  };
  const chaining = setInterval(() => {
    round += 1;
    if (witness.waiting > 0 || round % IDLE_ROUNDS === 0) once(() => chainAll(platform, tenantId));
  }, EVERY_MS);
  const checkpoints = setInterval(() => once(() => checkpoint(platform, tenantId, false)), CHECKPOINT_MS);
  return {
    async stop() {
      clearInterval(chaining);
      clearInterval(checkpoints);
      await running;
      await chainAll(platform, tenantId);
      await checkpoint(platform, tenantId, true);
    },
  };
}

export async function checkpoint(platform: Platform, tenantId: string, now: boolean) {
  const made = await makeCheckpoint(platform, tenantId, { now });
  await writeCheckpointFile(platform, tenantId);
  return made;
}
