import { z } from 'zod';
import type { Tx } from '../../platform/db/database.ts';
import { AppError } from '../../platform/errors.ts';
import { operation } from '../../platform/operation.ts';
import { business } from '../../platform/permission.ts';
import { Source } from '../reports/contract.ts';
import {
  aboutReport,
  measuresOf,
  measureView,
  reportRow,
  reportView,
  sectionPaths,
  sectionsOf,
  sentencesOf,
  sentenceView,
  textOf,
} from '../reports/index.ts';
import { itemsOnSentence } from './queries.ts';

/** Sentences shown before and after. */
const AROUND = 2;

const MISSING = '没有这个编号的原文句。请核对编号，形如 R2026-1-S012；它也可能属于别的县区。';

const sentenceOf = (tx: Tx, tenantId: string, reference: string) =>
  tx
    .selectFrom('report_sentence')
    .where('tenant_id', '=', tenantId)
    .where('reference', '=', reference)
    .selectAll()
    .executeTakeFirst();

/** Where a reference leads: the sentence in its surroundings, its figures, and the items that stand on it. */
export const showSource = operation({
  name: 'ledgers.show-source',
  may: business('line'),
  input: z.object({ reference: z.string().trim().toUpperCase().min(1).max(60) }),
  target: {
    missing: MISSING,
    checksItself: true,
    async find(tx, tenantId, { reference }) {
      const sentence = await sentenceOf(tx, tenantId, reference);
      return sentence ? aboutReport.find(tx, tenantId, { reportId: sentence.report_id }) : null;
    },
  },
  output: Source,
  run: async ({ tx, actor: { tenantId }, scope, input: { reference } }) => {
    const found = await sentenceOf(tx, tenantId, reference);
    if (!found) throw new AppError('NOT_FOUND', MISSING);
    const reportId = found.report_id;
    const text = await textOf(tx, tenantId, reportId);
    const sentences = await sentencesOf(tx, tenantId, reportId);
    const around = (from: number, to: number) => {
      const some = sentences.slice(Math.max(0, from), Math.max(0, to));
      return text.slice(some[0]?.start_at ?? 0, some.at(-1)?.end_at ?? 0);
    };
    const at = found.position - 1;
    return {
      reference,
      report: reportView(await reportRow(tx, tenantId, reportId)),
      sentence: sentenceView(found),
      text: text.slice(found.start_at, found.end_at),
      sectionPath: sectionPaths(await sectionsOf(tx, tenantId, reportId)).get(found.section) ?? [],
      before: around(at - AROUND, at),
      after: around(at + 1, at + 1 + AROUND),
      measures: (await measuresOf(tx, tenantId, reportId)).filter((row) => row.sentence === found.id).map(measureView),
      items: await itemsOnSentence(tx, tenantId, reportId, found.id, scope),
    };
  },
});
