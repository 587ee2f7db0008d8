import type { PersonalTable } from '../../platform/personal-columns.ts';
import type { EvidenceKind, Scan } from './contract.ts';

export interface EvidenceTables {
  evidence: {
    tenant_id: string;
    id: string;
    /** Table and row that it is handed in for. */
    subject_kind: string;
    subject_id: string;
    kind: EvidenceKind;
    /** The content that is kept; null once it was found infected. */
    sha256: string | null;
    /** The content as it came in. */
    received_sha256: string;
    /** Of a picture, its image data alone. */
    image_sha256: string | null;
    file_name: string;
    media_type: string;
    bytes: number;
    taken_at: Date | null;
    /** Degrees. */
    latitude: number | null;
    longitude: number | null;
    scan: Scan;
    person_id: string | null;
    person_name: string;
    created_at: Date;
  };
}

export const personalColumns: readonly PersonalTable[] = [
  { table: 'evidence', person: 'person_id', columns: { person_name: 'name' } },
];
