import { onBehalfOf } from '../../platform/actor.ts';
import type { Tx } from '../../platform/db/database.ts';
import { UNTOLD } from '../../platform/files/taken.ts';
import type { Ask, PermissionCase, PermissionCases, PlaceThings, There } from '../../testing/permission/case.ts';
import { keepEvidence } from '../evidence/index.ts';
import { addItems, type NewItem } from './add-items.ts';

const reading: PermissionCase = {
  rule: '事项：市直单位看全市的；县区看本级的，和市里已印发的',
  who: { business: 'own government, below, and what is issued above' },
  ask: ({ things }: There): Ask => ({ params: { itemId: things.item! } }),
};

export const cases: PermissionCases = {
  'ledgers.list-items': {
    ...reading,
    ask: () => ({ query: { limit: '200' } }),
    shows: ({ things }) => things.item!,
  },
  'ledgers.export-items': { ...reading, ask: () => ({}) },
  'ledgers.show-item': reading,
  'ledgers.hand-in-evidence': {
    rule: '填报员和审核人为本单位承担的事项上传佐证材料，督查室为本级政府的事项上传',
    who: { reporter: 'own organisation', approver: 'own organisation', supervision: 'own government' },
    ask: ({ things }) => ({ params: { itemId: things.item! }, file: { name: '现场.png', bytes: PIXEL } }),
  },
  'ledgers.show-evidence': {
    rule: '佐证材料给本级政府、市直单位和承担单位看；下级政府看不到市里事项的',
    who: { business: 'own government and below' },
    ask: ({ things }) => ({ params: { itemId: things.item!, evidenceId: things.evidence! } }),
  },
  'ledgers.show-source': [
    { ...reading, ask: ({ things }) => ({ params: { reference: things.issuedSource! } }) },
    {
      rule: '没有印发的报告里的原文，下级政府看不到',
      who: { business: 'own government and below' },
      ask: ({ things }) => ({ params: { reference: things.draftSource! } }),
    },
  ],
};

/** The smallest picture. */
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** One item that the place's government has issued and the place's organisation leads. */
export const things: PlaceThings = async ({ world: { server, organisations }, there }) => {
  const { tenantId, organisationId, place } = there;
  const actor = onBehalfOf(tenantId, { id: there.personId, name: '测试' });
  return server.db.transaction(tenantId, async (tx) => {
    const reportId = there.things.issuedReport!;
    const source = await firstPlan(tx, reportId);
    const item = (leads: string): NewItem => ({
      wording: `由${leads}牵头。`,
      original: '原文',
      sectionPath: [],
      targets: [],
      leads: [leads],
      supports: [],
      sponsor: null,
      due: '2026-12-31',
      quarters: [],
      anchors: [{ sentence: source.id, start: source.start_at, end: source.end_at }],
    });
    const issuance = await tx
      .selectFrom('issuance')
      .where('report_id', '=', reportId)
      .select(['id', 'document_number'])
      .executeTakeFirstOrThrow();
    const of = { issuanceId: issuance.id, reportId, organId: there.organId, numberPrefix: place, year: 2026 };
    // The city issues the department's as well.
    const leads =
      place === 'city' ? [organisationId, organisations.FGW!] : place === 'department' ? [] : [organisationId];
    if (leads.length > 0)
      await addItems(
        tx,
        { actor, clock: server.clock },
        { ...of, documentNumber: issuance.document_number },
        leads.map(item),
      );
    const { id } = await tx
      .selectFrom('item')
      .where('wording', '=', item(organisationId).wording)
      .select('id')
      .executeTakeFirstOrThrow();
    const draft = await firstPlan(tx, there.things.draftReport!);
    const { files } = server.platform;
    const call = { tx, actor, clock: server.clock, files };
    const kept = await files.storeFile({ bytes: PIXEL });
    const evidence = await keepEvidence(
      call,
      { kind: 'item', id },
      {
        content: { form: 'png', kind: 'picture', mediaType: 'image/png', extensions: ['png'] },
        kept,
        receivedSha256: kept.sha256,
        imageSha256: null,
        fileName: '现场.png',
        taken: UNTOLD,
        scan: 'none',
      },
    );
    return { evidence: evidence.id, item: id, issuedSource: source.reference, draftSource: draft.reference };
  });
};

const firstPlan = (tx: Tx, reportId: string) =>
  tx
    .selectFrom('report_sentence')
    .where('report_id', '=', reportId)
    .where('part', '=', 'plan')
    .orderBy('position')
    .selectAll()
    .executeTakeFirstOrThrow();
