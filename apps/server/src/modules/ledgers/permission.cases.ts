import { onBehalfOf } from '../../platform/actor.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { Ask, PermissionCase, PermissionCases, PlaceThings, There } from '../../testing/permission/case.ts';
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
  'ledgers.show-source': [
    { ...reading, ask: ({ things }) => ({ params: { reference: things.issuedSource! } }) },
    {
      rule: '没有印发的报告里的原文，下级政府看不到',
      who: { business: 'own government and below' },
      ask: ({ things }) => ({ params: { reference: things.draftSource! } }),
    },
  ],
};

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
    const call = { actor, clock: server.clock };
    if (leads.length > 0)
      await addItems(tx, call, { ...of, documentNumber: issuance.document_number }, leads.map(item));
    const { id } = await tx
      .selectFrom('item')
      .where('wording', '=', item(organisationId).wording)
      .select('id')
      .executeTakeFirstOrThrow();
    const draft = await firstPlan(tx, there.things.draftReport!);
    return { item: id, issuedSource: source.reference, draftSource: draft.reference };
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
