/** Row -> wire. */
import type { Evidence } from './contract.ts';
import type { EvidenceRow } from './keep-evidence.ts';

export const evidenceView = (row: EvidenceRow, repeats: Evidence['repeats']): Evidence => ({
  id: row.id,
  kind: row.kind,
  fileName: row.file_name,
  bytes: row.bytes,
  scan: row.scan,
  takenAt: row.taken_at?.toISOString() ?? null,
  place: row.latitude === null || row.longitude === null ? null : { latitude: row.latitude, longitude: row.longitude },
  handedInAt: row.created_at.toISOString(),
  handedInBy: row.person_name,
  repeats,
});
