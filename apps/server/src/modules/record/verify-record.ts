import { sql } from 'kysely';
import type { Database, Tx } from '../../platform/db/database.ts';
import { hashed, microseconds } from './chain.ts';
import { checkpointFile, checkpointsAfter, readCheckpointFile } from './checkpoint.ts';
import type { SignedCheckpoint } from './checkpoint-text.ts';
import { digestOf } from './digest.ts';
import { type CheckpointSource, DATABASE, Examination, type Findings, moment, sayEvent } from './examination.ts';

const CHUNK = 500;
const WAITS_TOO_LONG_MS = 60_000;

/** What verifying needs of a server; also of one that does not run. */
export interface Verifying {
  readonly db: Database;
  readonly tenantId: string;
  readonly publicKey: string;
  /** The data folder. */
  readonly data: string;
  now(): Date;
}

/**
 * Goes over the whole record in short transactions, beside a running server or without one, and says where it is not as
 * it was written. `kept` are checkpoints that were kept elsewhere.
 */
export async function verifyRecord(of: Verifying, kept: readonly CheckpointSource[] = []): Promise<Findings> {
  const sources: CheckpointSource[] = [{ name: DATABASE, checkpoints: await allCheckpoints(of) }, ...kept];
  const own = await readCheckpointFile(checkpointFile(of.data, of.tenantId)).catch(() => null);
  if (own) sources.push({ name: '数据目录的检查点文件', checkpoints: own });
  const examination = new Examination(of.publicKey, sources);
  for (;;) {
    const links = await linksAfter(of, examination.position);
    for (const link of links) examination.link(link);
    if (links.length < CHUNK) break;
  }
  await examineUnchained(of, examination);
  await examineWaiting(of, examination);
  await examineAlarms(of, examination);
  await examineKey(of, examination);
  return examination.finish();
}

export async function allCheckpoints({ db, tenantId }: Verifying): Promise<SignedCheckpoint[]> {
  const all: SignedCheckpoint[] = [];
  for (;;) {
    const some = await db.transaction(tenantId, (tx) => checkpointsAfter(tx, tenantId, all.at(-1)?.number ?? 0));
    all.push(...some);
    if (some.length === 0) return all;
  }
}

/** Events by their ids, as they are hashed; those that are there. */
async function eventsOf(tx: Tx, tenantId: string, ids: readonly string[]) {
  const rows = await tx
    .selectFrom('event')
    .where('tenant_id', '=', tenantId)
    .where(sql<boolean>`id = any(${ids})`)
    .selectAll()
    .select(microseconds)
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

/** The next links with their events, in the order of positions. */
export const linksAfter = ({ db, tenantId }: Verifying, position: number) =>
  db.transaction(tenantId, async (tx) => {
    const links = await tx
      .selectFrom('event_link')
      .where('tenant_id', '=', tenantId)
      .where('position', '>', position)
      .orderBy('position')
      .limit(CHUNK)
      .select(['position', 'event_id', 'digest', 'hash', 'linked_at'])
      .execute();
    const ids = links.map(({ event_id }) => event_id);
    const events = await eventsOf(tx, tenantId, ids);
    return links.map((link) => {
      const row = events.get(link.event_id);
      return { ...link, event: row ? hashed(row) : null, own: row?.digest ?? null };
    });
  });

/** Events that are neither in the chain nor wait for it. */
async function examineUnchained({ db, tenantId }: Verifying, examination: Examination): Promise<void> {
  let last = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const { rows } = await db.transaction(tenantId, (tx) =>
      sql<{ id: string; at: Date; placed: boolean }>`
        select event.id, event.at, (link.event_id is not null or waiting.event_id is not null) as placed
        from event
        left join event_link link on link.tenant_id = event.tenant_id and link.event_id = event.id
        left join outbox waiting on waiting.tenant_id = event.tenant_id and waiting.event_id = event.id
        where event.tenant_id = ${tenantId} and event.id > ${last} order by event.id limit ${4 * CHUNK}`.execute(tx),
    );
    for (const { id, at, placed } of rows)
      if (!placed)
        examination.fault(
          'inserted',
          `留痕（编号 ${id}，${moment(at)}）不在链上，也不在待入链之列：它是绕过系统写入的，或它的链接被删去。`,
          { eventId: id },
        );
    if (rows.length < 4 * CHUNK) return;
    last = rows.at(-1)!.id;
  }
}

/** Events that wait for the chain: there, as they were written, and not for long. */
async function examineWaiting({ db, tenantId, now }: Verifying, examination: Examination): Promise<void> {
  let last = '00000000-0000-0000-0000-000000000000';
  let waiting = 0;
  let oldest: Date | null = null;
  for (;;) {
    const { ids, events } = await db.transaction(tenantId, async (tx) => {
      const some = await tx
        .selectFrom('outbox')
        .where('tenant_id', '=', tenantId)
        .where('event_id', '>', last)
        .orderBy('event_id')
        .limit(CHUNK)
        .select('event_id')
        .execute();
      const ids = some.map(({ event_id }) => event_id);
      return { ids, events: await eventsOf(tx, tenantId, ids) };
    });
    for (const id of ids) {
      const row = events.get(id);
      if (!row) examination.fault('deleted', `留痕（编号 ${id}）在入链之前被删除。`, { eventId: id });
      else if (row.digest !== null && digestOf(hashed(row)) !== row.digest)
        examination.fault('edited', `待入链的留痕（${sayEvent(hashed(row))}）的内容被改动过。`, { eventId: id });
      if (row && (oldest === null || row.at < oldest)) oldest = row.at;
    }
    waiting += ids.length;
    examination.findings.events += events.size;
    if (ids.length < CHUNK) break;
    last = ids.at(-1)!;
  }
  if (waiting > 0 && oldest && now().getTime() - oldest.getTime() > WAITS_TOO_LONG_MS)
    examination.findings.notes.push(
      `有 ${waiting} 条留痕还没有入链，最早的发生于 ${moment(oldest)}。服务停止时属正常，启动后会自动入链。`,
    );
}

/** What servers noted when an event was not chained as they had seen it committed. */
async function examineAlarms({ db, tenantId }: Verifying, examination: Examination): Promise<void> {
  const alarms = await db.transaction(tenantId, (tx) =>
    tx
      .selectFrom('event')
      .where('tenant_id', '=', tenantId)
      .where('subject_kind', '=', 'event')
      .where('operation', '=', 'record.alarm')
      .orderBy('id')
      .limit(CHUNK)
      .select(['at', 'subject_id', 'after'])
      .execute(),
  );
  for (const { at, subject_id, after } of alarms) {
    const gone = (after as { digest?: string } | null)?.digest === '';
    examination.fault(
      'witness',
      `${moment(at)}，服务发现留痕（编号 ${subject_id}）提交之后、入链之前${gone ? '消失了' : '被改动过'}。`,
      { eventId: subject_id },
    );
  }
}

/** The key that the city began with is the one that verifies. */
async function examineKey({ db, tenantId, publicKey }: Verifying, examination: Examination): Promise<void> {
  const mark = await db.transaction(tenantId, (tx) =>
    tx.selectFrom('key_mark').where('tenant_id', '=', tenantId).select('public_key').executeTakeFirst(),
  );
  if (mark && mark.public_key.trim() !== publicKey.trim())
    examination.fault('checkpoint', '数据库登记的公钥与密钥目录的不同：数据库来自别处，或密钥被换过。');
}
