import { Uuid } from '../../contract.ts';
import { takeNumbers } from '../../platform/counter.ts';
import { AppError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { operation } from '../../platform/operation.ts';
import { reaches, type Scope } from '../../platform/permission.ts';
import { addItems, itemIssued, SUPERVISION } from '../ledgers/index.ts';
import { organsOf } from '../people/index.ts';
import { record } from '../record/index.ts';
import { aboutReport } from '../reports/index.ts';
import { checkDay } from './check-names.ts';
import { Issuance, IssueRequest } from './contract.ts';
import { type EditCall, lockDraft } from './edit-breakdown.ts';
import { breakdownIssued } from './events.ts';
import { refuseIncomplete } from './incomplete.ts';
import { issuanceOf } from './issuance.ts';
import type { Loaded } from './load-breakdown.ts';
import { newItems } from './new-items.ts';
import { tellOfIssue } from './notifications.ts';
import { EDITORS } from './policy.ts';

const DOCUMENT_KIND = 'breakdown';

/** The breakdown becomes numbered items on the supervision ledger, under a numbered document; from then on it is read-only. */
export const issueBreakdown = operation({
  name: 'breakdowns.issue',
  may: EDITORS,
  leaves: [breakdownIssued, itemIssued],
  input: IssueRequest.extend({ reportId: Uuid }),
  target: aboutReport,
  output: Issuance,
  run: async (call) => {
    const { tx, actor, clock, input } = call;
    checkDay(input.issuedOn, '印发日期');
    const loaded = await lockDraft(call, input.reportId);
    await refuseOvertaken(call, loaded, input.revision);
    await refuseSecondIssue(call, loaded);
    refuseIncomplete(loaded.state);
    const organ = await organFor(call, input.organId);
    const year = Number(input.issuedOn.slice(0, 4));
    const of = { tenant_id: actor.tenantId, report_id: input.reportId };
    const number = await takeNumbers(tx, {
      tenantId: actor.tenantId,
      organId: organ.id,
      documentKind: DOCUMENT_KIND,
      year,
    });
    const documentNumber = `${organ.documents}〔${year}〕${number}号`;
    const items = await newItems(call, loaded);
    const id = newId();
    await tx
      .insertInto('issuance')
      .values({
        ...of,
        id,
        organ_id: organ.id,
        document_number: documentNumber,
        title: input.title,
        issued_on: input.issuedOn,
        issued_at: clock.now(),
        issued_by: actor.personId,
        issued_by_name: actor.name,
        items: items.length,
      })
      .execute();
    const shared = { issuanceId: id, reportId: input.reportId, organId: organ.id, documentNumber, year };
    await addItems(tx, call, { ...shared, numberPrefix: organ.items }, items);
    await tx
      .updateTable('breakdown')
      .set({ stage: 'issued', revision: loaded.breakdown.revision + 1 })
      .where((where) => where.and(of))
      .execute();
    await record(tx, {
      actor,
      clock,
      type: breakdownIssued,
      subject: input.reportId,
      before: { stage: 'draft' },
      after: { stage: 'issued', documentNumber, title: input.title, items: items.length },
    });
    await tellOfIssue(tx, call, { documentNumber, title: input.title, reportId: input.reportId }, items);
    const issuance = await issuanceOf(tx, actor.tenantId, input.reportId);
    if (!issuance) throw new Error('issued, and yet no issuance');
    return issuance;
  },
});

async function refuseOvertaken({ tx }: EditCall, { breakdown }: Loaded, revision: number): Promise<void> {
  if (breakdown.revision === revision) return;
  const last = await tx
    .selectFrom('breakdown_edit')
    .where('tenant_id', '=', breakdown.tenant_id)
    .where('report_id', '=', breakdown.report_id)
    .where('revision', '=', breakdown.revision)
    .select(['person_name', 'at'])
    .executeTakeFirst();
  const by = last?.person_name ?? '他人';
  throw new AppError('EDIT_CONFLICT', `您打开之后，${by}又改过这份分解，没有印发。请核对最新内容后再印发。`, {
    by,
    at: last?.at.toISOString() ?? null,
    revision: breakdown.revision,
  });
}

// A second issuance of one year's report would put the same promises on the ledger twice.
async function refuseSecondIssue({ tx, actor }: EditCall, { report }: Loaded): Promise<void> {
  const earlier = await tx
    .selectFrom('issuance')
    .innerJoin('report', (join) =>
      join.onRef('report.tenant_id', '=', 'issuance.tenant_id').onRef('report.id', '=', 'issuance.report_id'),
    )
    .where('issuance.tenant_id', '=', actor.tenantId)
    .where('report.organ_id', '=', report.organ_id)
    .where('report.year', '=', report.year)
    .where('report.series', '=', report.series)
    .select(['issuance.document_number', 'report.version_label'])
    .executeTakeFirst();
  if (!earlier) return;
  const what = `${report.year}年报告（${earlier.version_label}）的分解已以${earlier.document_number}印发`;
  throw new AppError('BREAKDOWN_ISSUED', `${what}，不能重复立项。修改稿带来的调整请在台账上办理。`);
}

// An organ of another government is none to choose from, and is not told to exist.
async function organFor({ tx, actor, scope, clock }: EditCall & { scope: Scope }, organId: string) {
  const organ = (await organsOf(tx, actor.tenantId, clock.today())).find((one) => one.id === organId);
  if (!organ || !reaches(scope, { region: organ.region_code }))
    throw new AppError('INPUT_INVALID', '没有这个发文机关，请重新选择。');
  const documents = organ.number_prefixes[DOCUMENT_KIND];
  const items = organ.number_prefixes[SUPERVISION.kind];
  if (!documents || !items)
    throw new AppError(
      'INPUT_INVALID',
      `${organ.name}没有配置发文字号，请联系管理员在城市数据中补上，或换一个发文机关。`,
    );
  return { id: organ.id, documents, items };
}
