import type { CreatedAt, Json } from '../../platform/db/columns.ts';

export interface RecordTables {
  /** Append-only: update, delete and truncate are refused by triggers. */
  event: {
    tenant_id: string;
    id: string;
    at: Date;
    /** Null for the system. */
    actor_id: string | null;
    actor_name: string;
    operation: string;
    subject_kind: string;
    subject_id: string;
    before: Json<unknown>;
    after: Json<unknown>;
    why: string;
  };
  outbox: {
    tenant_id: string;
    id: string;
    event_id: string;
    created_at: CreatedAt;
    delivered_at: Date | null;
  };
}
