import type { BreakdownData, BreakdownEntry, ReportSentence } from '@luoshi/documents';
import { EVERYTHING } from '../../platform/permission.ts';
import { itemPage, itemViews, ledgerEntries } from '../ledgers/index.ts';
import { cityOf } from '../people/index.ts';
import { sectionPaths, sectionsOf, sentencesOf, sourceAddress } from '../reports/index.ts';
import type { Issuance } from './contract.ts';
import type { EditCall } from './edit-breakdown.ts';
import { issuanceOf } from './issuance.ts';
import { type Loaded, loadBreakdown } from './load-breakdown.ts';
import { newItems } from './new-items.ts';
import { reconcile } from './reconcile.ts';
import type { DecisionState } from './state.ts';

/** A city has no more items in one report. */
const MOST = 20_000;

/** A breakdown as it is printed: the ledger's items once issued, before that the drafts, marked 征求意见稿. */
export async function breakdownData(call: EditCall & { origin: string }, reportId: string): Promise<BreakdownData> {
  const { tx, actor, origin } = call;
  const loaded = await loadBreakdown(tx, actor.tenantId, reportId);
  const { report } = loaded;
  const issuance = await issuanceOf(tx, actor.tenantId, reportId);
  const city = await cityOf(tx, actor.tenantId);
  const marks = [...(issuance ? [] : ['征求意见稿']), ...(city.demo ? ['演示'] : [])];
  const reportTitle = `${report.year}年政府工作报告`;
  return {
    title: issuance?.title ?? `${report.region || report.organ_name}${reportTitle}重点任务分工方案`,
    reportTitle,
    ...(marks.length > 0 ? { draftMark: marks.join('　') } : {}),
    ...(issuance ? headOf(issuance) : {}),
    notes: [sumLine(loaded)],
    items: issuance
      ? ledgerEntries(await issuedItems(call, reportId), origin, (item) => item.position)
      : await draftEntries(call, loaded),
    sentences: await sentenceRows(call, loaded),
  };
}

const headOf = ({ organ, documentNumber, issuedOn }: Issuance): Partial<BreakdownData> => ({
  organ: organ.name,
  organMark: `${organ.name}文件`,
  documentNumber,
  issuedOn,
});

// Who may see the breakdown sees all of it.
async function issuedItems({ tx, actor, clock }: EditCall, reportId: string) {
  return itemViews(
    tx,
    actor.tenantId,
    await itemPage(tx, actor.tenantId, { reportId }, { scope: EVERYTHING, limit: MOST }),
    clock.today(),
  );
}

async function draftEntries(call: EditCall & { origin: string }, loaded: Loaded): Promise<BreakdownEntry[]> {
  const { tx, actor } = call;
  const organisations = await tx
    .selectFrom('organisation')
    .where('tenant_id', '=', actor.tenantId)
    .select(['id', 'name', 'short_name'])
    .execute();
  const names = new Map(organisations.map((one) => [one.id, one.short_name || one.name]));
  const people = await tx.selectFrom('person').where('tenant_id', '=', actor.tenantId).select(['id', 'name']).execute();
  const persons = new Map(people.map((one) => [one.id, one.name]));
  const sentences = await sentencesOf(tx, actor.tenantId, loaded.breakdown.report_id);
  const references = new Map(sentences.map((row) => [row.id, row.reference]));
  return (await newItems(call, loaded)).map((item, i) => ({
    number: i + 1,
    section: item.sectionPath,
    wording: item.wording,
    targets: item.targets,
    sponsors: item.sponsor ? [persons.get(item.sponsor.id) ?? ''] : [],
    leads: item.leads.map((id) => names.get(id) ?? ''),
    supports: item.supports.map((id) => names.get(id) ?? ''),
    due: item.due || null,
    quarters: item.quarters.map(({ quarter, text }) => ({ quarter: quarter as 1 | 2 | 3 | 4, text })),
    sources: item.anchors.map((anchor) => {
      const reference = references.get(anchor.sentence) ?? '';
      const text = loaded.state.text.slice(anchor.start, anchor.end);
      return { reference, url: sourceAddress(call.origin, reference), text };
    }),
  }));
}

async function sentenceRows({ tx, actor }: EditCall, { state, breakdown }: Loaded): Promise<ReportSentence[]> {
  const paths = sectionPaths(await sectionsOf(tx, actor.tenantId, breakdown.report_id));
  const rows = new Map((await sentencesOf(tx, actor.tenantId, breakdown.report_id)).map((row) => [row.id, row]));
  const numbers = new Map(state.sentences.map(({ id, number }) => [id, number]));
  return state.sentences.map((facts) => {
    const row = rows.get(facts.id);
    return {
      reference: row?.reference ?? '',
      section: paths.get(row?.section ?? '') ?? [],
      text: state.text.slice(facts.start, facts.end),
      disposition: dispositionWords(state.decisions.get(facts.id), numbers),
    };
  });
}

function dispositionWords(decision: DecisionState | undefined, numbers: ReadonlyMap<string, number>): string {
  switch (decision?.disposition) {
    case 'single':
      return '单独立项';
    case 'split':
      return `拆分立项（${decision.items.length}项）`;
    case 'merged':
      return `并入第${numbers.get(decision.mergedInto ?? '')}句`;
    case 'none':
      return `不立项（${decision.reason}）`;
    default:
      return '待定';
  }
}

function sumLine({ state }: Loaded): string {
  const sum = reconcile(state);
  const parts = `单独立项 ${sum.single} + 拆分立项 ${sum.split} + 并入 ${sum.merged} + 不立项 ${sum.none} + 待定 ${sum.pending}`;
  return `计划部分 ${sum.sentences} 句 = ${parts}；生成 ${sum.items} 项`;
}
