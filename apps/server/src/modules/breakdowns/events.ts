/** What the breakdown leaves in the record. */
import { z } from 'zod';
import { eventType, personal } from '../record/index.ts';
import { Disposition, QuarterNode } from './contract.ts';

const Draft = z.object({
  id: z.string(),
  anchors: z.array(z.object({ sentence: z.string(), start: z.int(), end: z.int() })),
  wording: z.string().nullable().meta({ title: '事项内容' }),
  leads: z.array(z.string()).meta({ title: '牵头单位', names: 'organisation' }),
  supports: z.array(z.string()).meta({ title: '配合单位', names: 'organisation' }),
  sponsorId: z.string().nullable().meta({ title: '牵头领导', names: 'person' }),
  due: z.string().nullable().meta({ title: '完成时限' }),
  quarters: z.array(QuarterNode),
  confirmed: z.boolean(),
});

/** What was decided about a sentence; the subject is "report/sentence", so that an item's history finds it by its anchors. */
const Decided = z.object({
  disposition: Disposition.meta({
    title: '处置',
    words: { single: '单独立项', split: '拆分立项', merged: '并入', none: '不立项', pending: '待定' },
  }),
  reason: z.string().meta({ title: '理由' }),
  mergedInto: z.string().nullable(),
  items: z.array(Draft).meta({ title: '事项' }),
  /** Of what was carried over: who had decided it. */
  decidedBy: z.object({ id: z.string(), name: personal(z.string(), 'name', 'id') }).optional(),
});

const decided = (name: string, label: string) => eventType({ name, label, subject: 'decision', data: Decided });

export const sentenceAccepted = decided('breakdowns.accept', '单独立项');
export const sentenceSplit = decided('breakdowns.split', '拆分立项');
export const sentencesMerged = decided('breakdowns.merge', '并入');
export const sentenceRejected = decided('breakdowns.reject', '不立项');
export const sentenceReopened = decided('breakdowns.reopen', '退回待定');
export const itemEdited = decided('breakdowns.edit-item', '修改事项');
export const sentencesAccepted = decided('breakdowns.bulk-accept', '批量接受建议');
export const editUndone = decided('breakdowns.undo', '撤销');
export const decisionCarried = decided('breakdowns.carry-over', '沿用上一版的处置');

export type DecisionEvent = typeof sentenceAccepted;

export const breakdownBegun = eventType({
  name: 'breakdowns.begin',
  label: '开始分解',
  subject: 'breakdown',
  data: z.object({
    sentences: z.int().meta({ title: '待分解的原文句' }),
    from: z.string().nullable(),
    kept: z.int().meta({ title: '沿用上一版的' }),
  }),
});

export const breakdownIssued = eventType({
  name: 'breakdowns.issue',
  label: '印发分解',
  subject: 'breakdown',
  data: z.object({
    stage: z.enum(['draft', 'issued']).meta({ title: '状态', words: { draft: '核对中', issued: '已印发' } }),
    documentNumber: z.string().optional().meta({ title: '文号' }),
    title: z.string().optional().meta({ title: '标题' }),
    items: z.int().optional().meta({ title: '事项数' }),
  }),
});
