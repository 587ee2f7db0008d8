import { z } from 'zod';
import { BusinessDate, Span, Uuid } from '../../contract.ts';
import { Report, Section, Sentence } from '../reports/contract.ts';

/** What is decided about one sentence of the targets and plan parts. The five add up to all of them. */
export const Disposition = z.enum([
  'single', // 单独立项: one item
  'split', // 拆分立项: several items, one a clause
  'merged', // 并入: its words joined another sentence's item
  'none', // 不立项, with a reason
  'pending', // 待定
]);
export type Disposition = z.infer<typeof Disposition>;

export const ProposedLead = z.object({
  organisationId: Uuid,
  name: z.string(),
  score: z.number(),
  /** The words of the sentence, or the past decision, that led here. */
  because: z.array(z.string()),
});

/** One quarter's node: 一季度 … what is to be reached by its end. */
export const QuarterNode = z.object({ quarter: z.int().min(1).max(4), text: z.string().trim().max(200) });

/** An item in the making. Not yet on a ledger: what it lacks is listed in `lacks`, and issuing refuses while anything is lacking. */
export const DraftItem = z.object({
  id: Uuid,
  /** The spans of the report that it stands on; several after a merge. */
  anchors: z.array(Span.extend({ sentence: z.string() })).min(1),
  /** The report's own words; never edited. */
  original: z.string(),
  /** What the ledger will say; starts as the original. */
  wording: z.string(),
  leads: z.array(Uuid),
  supports: z.array(Uuid),
  sponsorId: Uuid.nullable(),
  due: BusinessDate.nullable(),
  quarters: z.array(QuarterNode),
  /** Ids of the report's measures inside its anchors. */
  measures: z.array(z.string()),
  proposals: z.array(ProposedLead),
  lacks: z.array(z.enum(['lead', 'due'])),
});
export type DraftItem = z.infer<typeof DraftItem>;

/** The decision on one sentence: the unit of editing, locking and undo. */
export const Decision = z.object({
  sentence: z.string(),
  disposition: Disposition,
  /** Why it is no item; "" otherwise. */
  reason: z.string(),
  /** The sentence whose item took it in; null otherwise. */
  mergedInto: z.string().nullable(),
  items: z.array(DraftItem),
  /** Where the engine would split it; spans in the report's text. */
  clauses: z.array(Span),
  /** How many items accepting it as proposed makes; 0 where the engine would not take it up. */
  proposed: z.int(),
  rowVersion: z.int(),
  decidedBy: z.string().nullable(),
  decidedAt: z.string().nullable(),
});
export type Decision = z.infer<typeof Decision>;

/** 计划部分 N 句 = 单独立项 a + 拆分立项 b + 并入 c + 不立项 d + 待定 e; 生成 M 项. */
export const Reconciliation = z.object({
  sentences: z.int(),
  single: z.int(),
  split: z.int(),
  merged: z.int(),
  none: z.int(),
  pending: z.int(),
  items: z.int(),
});
export type Reconciliation = z.infer<typeof Reconciliation>;

export const Issuance = z.object({
  id: Uuid,
  /** 河政办〔2026〕1号 */
  documentNumber: z.string(),
  title: z.string(),
  issuedOn: BusinessDate,
  issuedBy: z.string(),
  organ: z.object({ id: Uuid, name: z.string() }),
  items: z.int(),
});
export type Issuance = z.infer<typeof Issuance>;

export const Breakdown = z.object({
  report: Report,
  /** draft: being reviewed; issued: its items are on the ledger and it is read-only. */
  stage: z.enum(['draft', 'issued']),
  sections: z.array(Section),
  /** Sentences of the targets and plan parts, in order: what is reconciled. */
  sentences: z.array(Sentence),
  decisions: z.array(Decision),
  reconciliation: Reconciliation,
  issuance: Issuance.nullable(),
  /** Rises with every change; poll `changes` from here. */
  revision: z.int(),
});
export type Breakdown = z.infer<typeof Breakdown>;

/** What every edit answers: the decisions it changed, and the new sum. */
export const Edited = z.object({ decisions: z.array(Decision), reconciliation: Reconciliation, revision: z.int() });
export type Edited = z.infer<typeof Edited>;

export const Changes = Edited.extend({ stage: z.enum(['draft', 'issued']), by: z.array(z.string()) });

/** An edit names the version that its author saw; another's edit in between is refused with EDIT_CONFLICT (409), `details.current` the Decision as it is now. */
const Seen = z.object({ rowVersion: z.int() });

/** Take a pending sentence as proposed: one item, or one for each task that the engine found in it. With leads: as one item that they lead. */
export const AcceptRequest = Seen.extend({ leads: z.array(Uuid).optional() });
/** Split at these offsets (each the start of a clause after the first). */
export const SplitRequest = Seen.extend({ at: z.array(z.int()).min(1, '请至少选择一个拆分点') });
/** Join the next undecided or decided sentence into this one's item. */
export const MergeRequest = Seen.extend({ next: z.string(), nextRowVersion: z.int() });
export const RejectRequest = Seen.extend({ reason: z.string().trim().min(1, '请填写不立项的理由').max(200) });
export const ReopenRequest = Seen;
export const EditItemRequest = Seen.extend({
  wording: z.string().trim().min(1, '事项内容不能为空').max(2000).optional(),
  leads: z.array(Uuid).optional(),
  supports: z.array(Uuid).optional(),
  sponsorId: Uuid.nullable().optional(),
  due: BusinessDate.nullable().optional(),
  quarters: z.array(QuarterNode).optional(),
});
/** Accept every pending sentence given (all pending ones without a list): tasks become single items, the rest are not taken up, with the engine's reason. */
export const BulkAcceptRequest = z.object({ sentences: z.array(z.string()).optional(), revision: z.int() });
/** Takes back the caller's own latest edit that is still in force. */
export const UndoRequest = z.object({});
export const IssueRequest = z.object({
  title: z.string().trim().min(1, '请填写文件标题').max(100),
  issuedOn: BusinessDate,
  organId: Uuid,
  revision: z.int(),
});

/*
 GET   /api/breakdowns/:reportId                                   -> Breakdown
 GET   /api/breakdowns/:reportId/changes?since=REVISION            -> Changes
 POST  /api/breakdowns/:reportId/sentences/:sentence/accept        AcceptRequest -> Edited
 POST  /api/breakdowns/:reportId/sentences/:sentence/split         SplitRequest -> Edited
 POST  /api/breakdowns/:reportId/sentences/:sentence/merge         MergeRequest -> Edited
 POST  /api/breakdowns/:reportId/sentences/:sentence/reject        RejectRequest -> Edited
 POST  /api/breakdowns/:reportId/sentences/:sentence/reopen        ReopenRequest -> Edited
 PATCH /api/breakdowns/:reportId/sentences/:sentence/items/:itemId EditItemRequest -> Edited
 POST  /api/breakdowns/:reportId/bulk-accept                       BulkAcceptRequest -> Edited
 POST  /api/breakdowns/:reportId/undo                              UndoRequest -> Edited, or 409 NOTHING_TO_UNDO
 POST  /api/breakdowns/:reportId/issue                             IssueRequest -> Issuance, or 409 BREAKDOWN_INCOMPLETE
 GET   /api/breakdowns/:reportId/breakdown.xlsx | breakdown.docx   -> file (draft: marked 征求意见稿; issued: numbered)

 Error codes: EDIT_CONFLICT BREAKDOWN_ISSUED BREAKDOWN_INCOMPLETE NOTHING_TO_UNDO SPLIT_OUTSIDE_SENTENCE MERGE_NOT_NEXT NOT_CURRENT_VERSION
*/
