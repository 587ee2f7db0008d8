import type { CreatedAt, Defaulted, Json, RowVersion, Timestamp } from './db/columns.ts';
import type { PersonalTable } from './personal-columns.ts';

export interface PlatformTables {
  tenant: {
    id: string;
    /** The city's code, 630200. */
    code: string;
    name: string;
    demo: boolean;
    /** When its pack was loaded to the end; null while that is under way. */
    loaded_at: Date | null;
    created_at: CreatedAt;
  };
  idempotency: {
    tenant_id: string;
    /** The person who sent it: two people may use the same key. */
    person_id: string;
    key: string;
    operation: string;
    request_hash: string;
    status: Defaulted<number>;
    answer: Json<unknown> | null;
    created_at: Timestamp;
  };
  counter: { tenant_id: string; organ_id: string; document_kind: string; year: number; value: number };
  job: {
    tenant_id: string;
    id: string;
    kind: string;
    payload: Json<unknown>;
    state: Defaulted<'waiting' | 'running' | 'done' | 'failed'>;
    due_at: Timestamp;
    attempts: Defaulted<number>;
    /** While running: until when the worker holds it. A dead worker's job is taken again after that. */
    leased_until: Date | null;
    worker: string | null;
    last_error: string | null;
    created_at: Timestamp;
    finished_at: Date | null;
  };
  setting: {
    tenant_id: string;
    name: string;
    value: Json<unknown>;
    row_version: RowVersion;
    changed_at: Defaulted<Date>;
    changed_by: Defaulted<string | null>;
  };
  file: {
    tenant_id: string;
    sha256: string;
    bytes: number;
    media_type: string;
    created_at: Timestamp;
  };
}

export const personalColumns: readonly PersonalTable[] = [
  { table: 'evidence', person: 'person_id', columns: { person_name: 'name' } },
];
