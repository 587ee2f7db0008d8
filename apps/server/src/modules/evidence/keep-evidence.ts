import type { Selectable } from 'kysely';
import type { Actor } from '../../platform/actor.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { Files } from '../../platform/files/files.ts';
import { newId } from '../../platform/ids.ts';
import { enqueue } from '../../platform/jobs/jobs.ts';
import type { PreparedEvidence } from './prepare-evidence.ts';
import { RESCAN_JOB } from './rescan-job.ts';
import type { EvidenceTables } from './tables.ts';

export type EvidenceRow = Selectable<EvidenceTables['evidence']>;

/** Notes prepared evidence for a subject. The room of the subject records it. */
export async function keepEvidence(
  { tx, actor, clock, files }: { tx: Tx; actor: Actor; clock: Clock; files: Files },
  subject: { kind: string; id: string },
  { content, kept, taken, ...prepared }: PreparedEvidence,
): Promise<EvidenceRow> {
  const call = { tenantId: actor.tenantId, clock };
  await files.noteFile(tx, call, kept, content.mediaType);
  const row = await tx
    .insertInto('evidence')
    .values({
      tenant_id: actor.tenantId,
      id: newId(),
      subject_kind: subject.kind,
      subject_id: subject.id,
      kind: content.kind,
      sha256: kept.sha256,
      received_sha256: prepared.receivedSha256,
      image_sha256: prepared.imageSha256,
      file_name: prepared.fileName || '未命名',
      media_type: content.mediaType,
      bytes: kept.bytes,
      taken_at: taken.at,
      latitude: taken.place?.latitude ?? null,
      longitude: taken.place?.longitude ?? null,
      scan: prepared.scan,
      person_id: actor.personId,
      person_name: actor.name,
      created_at: clock.now(),
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  if (row.scan === 'quarantine') await enqueue(tx, call, RESCAN_JOB, { evidenceId: row.id });
  return row;
}
