import type { z } from 'zod';
import type { CreatedAt, Json, RowVersion } from '../../platform/db/columns.ts';
import type { AssignmentRole } from './contract.ts';

export interface LedgerTables {
  item: {
    tenant_id: string;
    id: string;
    kind: string;
    kind_version: number;
    organ_id: string;
    number: string;
    issuance_id: string;
    position: number;
    report_id: string;
    wording: string;
    original: string;
    section_path: string[];
    targets: string[];
    /** The person; the title is that of the post held at issue. */
    sponsor_id: string | null;
    sponsor_title: string | null;
    due: string | null;
    quarters: Json<{ quarter: number; text: string }[]>;
    document_number: string;
    created_at: CreatedAt;
    row_version: RowVersion;
  };
  assignment: {
    tenant_id: string;
    item_id: string;
    organisation_id: string;
    role: z.infer<typeof AssignmentRole>;
    position: number;
  };
  /** Append-only. */
  item_anchor: {
    tenant_id: string;
    item_id: string;
    position: number;
    report_id: string;
    sentence: string;
    start_at: number;
    end_at: number;
  };
}
