import { onBehalfOf } from '../../platform/actor.ts';
import { newId } from '../../platform/ids.ts';
import { perform } from '../../platform/perform.ts';
import type { Ask, PermissionCase, PermissionCases, PlaceThings, There } from '../../testing/permission/case.ts';
import { acceptSentence } from './accept-sentence.ts';
import { beginBreakdown } from './begin-breakdown.ts';

const issued = ({ things }: There): Ask => ({ params: { reportId: things.issuedReport! } });
const draft = ({ things }: There): Ask => ({ params: { reportId: things.draftReport! } });

const reading: PermissionCase[] = [
  {
    rule: '分解印发后，本级、市直单位和下级政府都看得到',
    who: { business: 'own government, below, and what is issued above' },
    ask: issued,
  },
  { rule: '分解印发前，下级政府看不到', who: { business: 'own government and below' }, ask: draft },
];

const editing = (more: object, params: (there: There) => Record<string, string> = () => ({})): PermissionCase => ({
  rule: '督查室只改本级政府的分解；别级的等于没有',
  who: { supervision: 'own government' },
  token: 'breakdowns.edit',
  ask: (there) => ({
    params: { reportId: there.things.draftReport!, sentence: there.things.sentence!, ...params(there) },
    body: { rowVersion: 1, ...more },
  }),
});

export const cases: PermissionCases = {
  'breakdowns.show': reading,
  'breakdowns.changes': reading.map((one) => ({
    ...one,
    ask: (there, caller) => ({ ...one.ask(there, caller), query: { since: '0' } }),
  })),
  'breakdowns.version-changes': reading,
  'breakdowns.export-workbook': reading,
  'breakdowns.export-document': reading,
  'breakdowns.accept': editing({}),
  'breakdowns.reject': editing({ reason: '口号，无实施内容' }),
  'breakdowns.edit-item': editing({ wording: '改写后的事项。' }, ({ things }) => ({ itemId: things.draftItem! })),
  'breakdowns.reopen': editing({ rowVersion: 2 }, ({ things }) => ({ sentence: things.decided! })),
  'breakdowns.split': { ...editing({ at: [0] }), passed: ['SPLIT_OUTSIDE_SENTENCE'] },
  'breakdowns.merge': { ...editing({ next: 'none', nextRowVersion: 1 }), passed: ['NOT_FOUND', 'MERGE_NOT_NEXT'] },
  'breakdowns.undo': {
    rule: '督查室只撤销自己在本级分解里的操作',
    who: { supervision: 'own government' },
    token: 'breakdowns.edit',
    ask: draft,
    passed: ['NOTHING_TO_UNDO'],
  },
  'breakdowns.bulk-accept': {
    rule: '督查室只批量接受本级政府分解里的建议',
    who: { supervision: 'own government' },
    token: 'breakdowns.edit',
    ask: (there) => ({ ...draft(there), body: { revision: 1 } }),
  },
  'breakdowns.issue': [
    {
      rule: '督查室只印发本级政府的分解',
      who: { supervision: 'own government' },
      ask: (there) => ({
        ...draft(there),
        body: { title: '任务分解', issuedOn: '2026-03-02', organId: there.organId, revision: 1 },
      }),
      passed: ['BREAKDOWN_INCOMPLETE'],
    },
  ],
};

/** The breakdowns of the government's two reports; one is issued. */
export const things: PlaceThings = async ({ world: { server }, there }) => {
  const { db, clock } = server;
  const { tenantId, organId } = there;
  const call = { actor: onBehalfOf(tenantId, { id: there.personId, name: '测试' }), clock };
  return db.transaction(tenantId, async (tx) => {
    const of = (id: string) => ({ tenant_id: tenantId, report_id: id });
    const begun = await tx
      .selectFrom('breakdown')
      .where((where) => where.and(of(there.things.draftReport!)))
      .select('revision')
      .executeTakeFirst();
    if (!begun) {
      for (const report of [there.things.issuedReport!, there.things.draftReport!])
        await beginBreakdown(tx, call, { id: report, previousId: null });
      await tx
        .insertInto('issuance')
        .values({
          ...of(there.things.issuedReport!),
          id: newId(),
          organ_id: organId,
          document_number: `印发${organId}`,
          title: '任务分解',
          issued_on: '2026-03-01',
          issued_at: clock.now(),
          issued_by: null,
          issued_by_name: '系统',
          items: 2,
        })
        .execute();
      await tx
        .updateTable('breakdown')
        .set({ stage: 'issued' })
        .where((where) => where.and(of(there.things.issuedReport!)))
        .execute();
    }
    const [first, second] = await tx
      .selectFrom('decision')
      .where((where) => where.and(of(there.things.draftReport!)))
      .orderBy('sentence')
      .limit(2)
      .select(['sentence', 'item_id', 'row_version'])
      .execute();
    if (second!.row_version === 1)
      await perform(server.platform, tx, call.actor, acceptSentence, {
        reportId: there.things.draftReport!,
        sentence: second!.sentence,
        rowVersion: 1,
      });
    return { sentence: first!.sentence, draftItem: first!.item_id, decided: second!.sentence };
  });
};
