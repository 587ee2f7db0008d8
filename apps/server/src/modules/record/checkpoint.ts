import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Tx } from '../../platform/db/database.ts';
import type { Platform } from '../../platform/platform.ts';
import { readSetting, setting } from '../../platform/settings.ts';
import { lastLink } from './chain.ts';
import { checkpointHash, SignedCheckpoint, textOf } from './checkpoint-text.ts';

/** How often a checkpoint is made while there is something new. */
export const checkpointSetting = setting({
  name: 'record.checkpoints',
  label: '留痕检查点',
  schema: z.object({
    events: z.int().min(10).max(1_000_000).meta({ title: '新增多少条留痕后建立' }),
    minutes: z.int().min(1).max(1440).meta({ title: '至少每隔多少分钟建立' }),
  }),
  standard: { events: 1000, minutes: 10 },
  owner: 'audit_administrator',
});

/** The city's checkpoints after a number, oldest first. */
export async function checkpointsAfter(tx: Tx, tenantId: string, number: number): Promise<SignedCheckpoint[]> {
  const rows = await tx
    .selectFrom('event_checkpoint')
    .where('tenant_id', '=', tenantId)
    .where('number', '>', number)
    .orderBy('number')
    .limit(1000)
    .selectAll()
    .execute();
  return rows.map(({ tenant_id, at, ...row }) => ({ ...row, city: tenant_id, at: at.toISOString() }));
}

const lastOf = async (tx: Tx, tenantId: string): Promise<SignedCheckpoint | null> => {
  const row = await tx
    .selectFrom('event_checkpoint')
    .where('tenant_id', '=', tenantId)
    .orderBy('number', 'desc')
    .select('number')
    .limit(1)
    .executeTakeFirst();
  return row ? (await checkpointsAfter(tx, tenantId, row.number - 1))[0]! : null;
};

/**
 * Makes a checkpoint of the chain's end where one is due, or at once where `now` says so, and returns the newest; null
 * while there is none. Nothing new needs no new one.
 */
export async function makeCheckpoint(
  { db, keys, clock }: Platform,
  tenantId: string,
  { now }: { now: boolean },
): Promise<SignedCheckpoint | null> {
  const { last, end, every } = await db.transaction(tenantId, async (tx) => ({
    last: await lastOf(tx, tenantId),
    end: await lastLink(tx, tenantId),
    every: await readSetting(tx, tenantId, checkpointSetting),
  }));
  const grown = (end?.position ?? 0) - (last?.position ?? 0);
  const age = last ? clock.now().getTime() - Date.parse(last.at) : Number.POSITIVE_INFINITY;
  if (!end || grown <= 0 || !(now || grown >= every.events || age >= every.minutes * 60_000)) return last;
  const next = {
    city: tenantId,
    number: (last?.number ?? 0) + 1,
    position: end.position,
    hash: end.hash,
    at: clock.now().toISOString(),
    previous: last ? checkpointHash(last) : '',
    signature: '',
  };
  // Outside of a transaction: the key may be in a machine that takes its time.
  const signature = Buffer.from(await keys.signer.sign(Buffer.from(textOf(next)))).toString('base64');
  return db.transaction(tenantId, async (tx) => {
    const { city, at, ...row } = next;
    // Another server may just have made this number; then that one stands.
    await tx
      .insertInto('event_checkpoint')
      .values({ ...row, tenant_id: city, at: new Date(at), signature })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    return lastOf(tx, tenantId);
  });
}

export const checkpointFile = (data: string, tenantId: string): string =>
  join(data, 'checkpoints', `${tenantId}.jsonl`);

/** The checkpoints in a file; a line that a crash broke off is left out. Throws where it cannot be read. */
export async function readCheckpointFile(path: string): Promise<SignedCheckpoint[]> {
  const lines = (await readFile(path, 'utf8')).split('\n').filter((line) => line.trim() !== '');
  const checkpoints = lines.flatMap((line) => {
    try {
      return SignedCheckpoint.safeParse(JSON.parse(line)).data ?? [];
    } catch {
      return [];
    }
  });
  // Two servers on one folder may both have written the same.
  return [...new Map(checkpoints.map((one) => [one.signature, one])).values()];
}

const writing = new WeakMap<Platform, Promise<void>>();

/** Appends to the file in the data folder what the table has beyond it, on disk when it returns. One after another. */
export function writeCheckpointFile(platform: Platform, tenantId: string): Promise<void> {
  const next = (writing.get(platform) ?? Promise.resolve())
    .catch(() => {})
    .then(() => appendMissing(platform, tenantId));
  writing.set(platform, next);
  return next;
}

async function appendMissing({ db, data }: Platform, tenantId: string): Promise<void> {
  const path = checkpointFile(data, tenantId);
  const there = await readCheckpointFile(path).catch(() => []);
  const last = Math.max(0, ...there.map(({ number }) => number));
  const missing = await db.transaction(tenantId, (tx) => checkpointsAfter(tx, tenantId, last));
  if (missing.length === 0) return;
  await mkdir(join(data, 'checkpoints'), { recursive: true, mode: 0o700 });
  const file = await open(path, 'a', 0o600);
  try {
    // A blank line first: should a crash have broken the last one off, it stays alone.
    await file.writeFile(`\n${missing.map((one) => JSON.stringify(one)).join('\n')}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
}
