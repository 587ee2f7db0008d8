import { createHash } from 'node:crypto';
import { decompose } from '@luoshi/report-language';
import { onBehalfOf } from '../../platform/actor.ts';
import { newId } from '../../platform/ids.ts';
import type { Ask, PermissionCase, PermissionCases, PlaceThings, There } from '../../testing/permission/case.ts';
import { bytesOf, REPORT } from '../../testing/report-text.ts';
import { storeReport } from './store-report.ts';

const issued = ({ things }: There): Ask => ({ params: { reportId: things.issuedReport! } });
const draft = ({ things }: There): Ask => ({ params: { reportId: things.draftReport! } });

/** Reading a report: what is issued goes down the line, what is not stays with its government and those above it. */
const reading: PermissionCase[] = [
  {
    rule: '市直单位看全市的报告；县区看本级的，和市里已印发的',
    who: { business: 'own government, below, and what is issued above' },
    ask: issued,
  },
  { rule: '没有印发的报告，县区看不到市里的', who: { business: 'own government and below' }, ask: draft },
];

export const cases: PermissionCases = {
  'reports.import': {
    rule: '督查室只为本级政府的发文机关导入报告',
    who: { supervision: 'own government' },
    ask: ({ organId }) => ({
      file: { name: '报告.txt', bytes: bytesOf(`${REPORT}另一份`) },
      body: { organId, unclassified: 'true' },
    }),
  },
  'reports.show-import': {
    rule: '一次导入，本级政府和市直单位看得到',
    who: { business: 'own government and below' },
    ask: ({ things }) => ({ params: { importId: things.import! } }),
  },
  'reports.list': [
    {
      rule: '报告列表里，市直单位有全市的；县区有本级的，和市里已印发的',
      who: { business: 'own government, below, and what is issued above' },
      ask: () => ({}),
      shows: ({ things }) => things.issuedReport!,
    },
    {
      rule: '县区的报告列表里没有市里未印发的',
      who: { business: 'own government and below' },
      ask: () => ({}),
      shows: ({ things }) => things.draftReport!,
    },
  ],
  'reports.organs': {
    rule: '可选的发文机关只有本级政府的',
    who: { supervision: 'own government' },
    ask: () => ({}),
    shows: ({ organId }) => organId,
  },
  'reports.show': reading,
  'reports.history': reading,
  'reports.show-text': reading,
  'reports.download': reading,
  'reports.list-measures': reading,
  'reports.export-measures': reading,
  'reports.export-measures-csv': reading,
};

/** As little as a report can be: everybody reads it many times. */
const SHORT = `政府工作报告

二、2026年重点工作

（一）着力扩大有效投资。全年实施重点项目120项，完成投资98亿元。改造老旧小区46个。实施危桥改造14座。

`;

const made = new Map<string, Promise<Record<string, string>>>();

/** Of each government two reports, of which one will be issued, and an import under way. */
export const things: PlaceThings = ({ world: { server }, there }) => {
  const make = async () => {
    const { db, clock, platform } = server;
    const { tenantId, organId } = there;
    const call = { actor: onBehalfOf(tenantId, { id: there.personId, name: '测试' }), clock };
    // References are unique in a city: the other's must not be found for being like ours.
    const first = there.place === 'other city' ? 2028 : 2026;
    const row = async (text: string, state: 'queued' | 'saving') => {
      const sha256 = createHash('sha256').update(text).digest('hex');
      return db.transaction(tenantId, async (tx) => {
        await platform.files.putFile(tx, { tenantId, clock }, { bytes: bytesOf(text) }, 'text/plain');
        return tx
          .insertInto('report_import')
          .values({
            tenant_id: tenantId,
            id: newId(),
            organ_id: organId,
            file_name: '报告.txt',
            sha256,
            bytes: bytesOf(text).byteLength,
            year: null,
            version_label: '审议稿',
            state,
            progress: 10,
            report_id: null,
            error_code: null,
            error_message: null,
            person_id: null,
            person_name: '系统',
            created_at: clock.now(),
            finished_at: null,
          })
          .returningAll()
          .executeTakeFirstOrThrow();
      });
    };
    const stored = async (year: number) => {
      const text = `${SHORT.replaceAll('2026年', `${year}年`)}${organId}`;
      const importRow = await row(text, 'saving');
      const parsed = { text, decomposition: decompose(text, {}) };
      return (await db.transaction(tenantId, (tx) => storeReport(tx, call, importRow, parsed))).id;
    };
    return {
      issuedReport: await stored(first),
      draftReport: await stored(first + 1),
      import: (await row(`正在导入${organId}`, 'queued')).id,
    };
  };
  return made.get(there.organId) ?? made.set(there.organId, make()).get(there.organId)!;
};
