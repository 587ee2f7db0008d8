import type { z } from 'zod';
import type { Defaulted, Json, Timestamp } from '../../platform/db/columns.ts';
import type { ImportCounts, ImportProblem, PeopleImportState } from './contract.ts';

export interface PeopleImportTables {
  people_import: {
    tenant_id: string;
    id: string;
    file_name: string;
    sha256: string;
    holds_from: string;
    state: z.infer<typeof PeopleImportState>;
    progress: number;
    digest: string;
    counts: Json<ImportCounts>;
    problems: Json<ImportProblem[]>;
    error_code: Defaulted<string | null>;
    error_message: Defaulted<string | null>;
    person_id: string;
    created_at: Timestamp;
    finished_at: Defaulted<Date | null>;
  };
  people_import_step: {
    tenant_id: string;
    import_id: string;
    position: number;
    words: Json<{ sheet: string; row: number; what: string }>;
    step: Json<unknown> | null;
    done: Defaulted<boolean>;
  };
}
