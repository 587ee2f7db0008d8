import type { LeadProposal, Span } from '@luoshi/report-language/types';
import type { z } from 'zod';
import type { Defaulted, Json } from '../../platform/db/columns.ts';
import type { PersonalTable } from '../../platform/personal-columns.ts';
import type { Aspect, Bound, ImportState, Measure, MeasureKind, Part, ReportText } from './contract.ts';

interface OfReport {
  tenant_id: string;
  report_id: string;
  /** The report language's own id, unique within its report. */
  id: string;
  /** From 1, in the order of the report. */
  position: number;
  /** UTF-16 units of the report's text. */
  start_at: number;
  end_at: number;
}

/** All but report_import are append-only: refused by triggers. */
export interface ReportTables {
  report: {
    tenant_id: string;
    id: string;
    organ_id: string;
    /** Plan year. */
    year: number;
    version: number;
    version_label: string;
    title: string;
    region: string;
    /** '' for the organ's own region, else the region that the report names: versions count within it. */
    series: string;
    reference_prefix: string;
    file_name: string;
    sha256: string;
    bytes: number;
    text: string;
    characters: number;
    unread: Json<z.infer<typeof ReportText>['unread']>;
    sections: number;
    sentences: number;
    measures: number;
    tasks: number;
    imported_at: Date;
    imported_by: string | null;
    imported_by_name: string;
  };
  report_section: OfReport & { parent: string; level: number; title: string; part: z.infer<typeof Part> };
  report_sentence: OfReport & {
    section: string;
    part: z.infer<typeof Part>;
    task: boolean;
    reason: string;
    reference: string;
  };
  report_measure: OfReport & {
    sentence: string;
    raw: string;
    value: number | null;
    unit: string;
    canonical_value: number | null;
    canonical_unit: string;
    indicator: string;
    aspect: z.infer<typeof Aspect>;
    direction: Measure['direction'];
    kind: z.infer<typeof MeasureKind>;
    bound: z.infer<typeof Bound>;
    scope: string;
    period: string;
    implied: Json<Measure['implied']>;
  };
  report_task: OfReport & {
    sentence: string;
    due: string | null;
    clauses: Json<Span[]>;
    /** As the engine ranked them; `code` is the organisation's. */
    leads: Json<LeadProposal[]>;
  };
  report_import: {
    tenant_id: string;
    id: string;
    organ_id: string;
    file_name: string;
    sha256: string;
    bytes: number;
    year: number | null;
    version_label: string;
    state: z.infer<typeof ImportState>;
    progress: number;
    report_id: string | null;
    duplicate: Defaulted<boolean>;
    error_code: string | null;
    error_message: string | null;
    person_id: string | null;
    person_name: string;
    created_at: Date;
    finished_at: Date | null;
  };
}

export const personalColumns: readonly PersonalTable[] = [
  { table: 'report', person: 'imported_by', columns: { imported_by_name: 'name' } },
  { table: 'report_import', person: 'person_id', columns: { person_name: 'name' } },
];
