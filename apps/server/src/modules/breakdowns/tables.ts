import type { Selectable } from 'kysely';
import type { z } from 'zod';
import type { Defaulted, Json } from '../../platform/db/columns.ts';
import type { PersonalTable } from '../../platform/personal-columns.ts';
import type { Carried } from '../reports/contract.ts';
import type { Disposition } from './contract.ts';
import type { DraftState } from './state.ts';

export interface BreakdownTables {
  breakdown: { tenant_id: string; report_id: string; stage: 'draft' | 'issued'; revision: number };
  decision: {
    tenant_id: string;
    report_id: string;
    sentence: string;
    disposition: Disposition;
    reason: string;
    merged_into: string | null;
    items: Json<DraftState[]>;
    item_id: string;
    /** The revision that brought it to what it is; 0 as imported. */
    edit: number;
    /** The revision that last touched it, undo included. */
    touched: number;
    decided_by: string | null;
    decided_by_name: string | null;
    decided_at: Date | null;
    row_version: Defaulted<number>;
  };
  breakdown_edit: {
    tenant_id: string;
    report_id: string;
    revision: number;
    person_id: string;
    person_name: string;
    operation: string;
    at: Date;
    replaced: Json<Replaced[]>;
    undone_at: Date | null;
  };
  issuance: {
    tenant_id: string;
    id: string;
    report_id: string;
    organ_id: string;
    document_number: string;
    title: string;
    issued_on: string;
    issued_at: Date;
    issued_by: string | null;
    issued_by_name: string;
    items: number;
  };
  carry_over: {
    tenant_id: string;
    report_id: string;
    position: number;
    from_report_id: string;
    carried: z.infer<typeof Carried>;
    from_sentence: string | null;
    to_sentence: string | null;
    similarity: number;
    decision_kept: boolean;
  };
}

export type DecisionRow = Selectable<BreakdownTables['decision']>;

/** A decision as an edit found it, for undo. */
export type Replaced = Pick<
  DecisionRow,
  'sentence' | 'disposition' | 'reason' | 'merged_into' | 'items' | 'edit' | 'decided_by' | 'decided_by_name'
> & { decided_at: string | null };

export const personalColumns: readonly PersonalTable[] = [
  { table: 'decision', person: 'decided_by', columns: { decided_by_name: 'name' } },
  {
    table: 'breakdown_edit',
    person: 'person_id',
    columns: { person_name: 'name' },
    lists: { replaced: { person: 'decided_by', name: 'decided_by_name' } },
  },
  { table: 'issuance', person: 'issued_by', columns: { issued_by_name: 'name' } },
];
