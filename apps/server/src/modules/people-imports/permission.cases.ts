import { json } from '../../platform/db/columns.ts';
import { newId } from '../../platform/ids.ts';
import type { TestServer } from '../../testing/harness.ts';
import type { PermissionCase, PermissionCases, PersonThings, PlaceThings } from '../../testing/permission/case.ts';

const importing: PermissionCase = {
  rule: '单位和人员由系统管理员导入导出，范围限本级和下级',
  who: { system_administrator: 'whole city' },
  ask: () => ({}),
  token: null,
};
const own: PermissionCase = {
  rule: '谁上传的只有谁看得到、用得上',
  who: { system_administrator: 'own' },
  ask: ({ things }) => ({ params: { importId: things.peopleImport! } }),
  token: null,
};

export const cases: PermissionCases = {
  'people-imports.template': importing,
  'people-imports.export': {
    ...importing,
    who: { system_administrator: 'own government and below' },
    ask: () => ({}),
  },
  'people-imports.check': {
    ...importing,
    ask: () => ({ file: { name: '名单.xlsx', bytes: Buffer.from('姓名') } }),
    passed: ['FILE_KIND_MISMATCH'],
  },
  'people-imports.show': own,
  'people-imports.apply': {
    ...own,
    ask: (there, caller) => ({ ...own.ask(there, caller), body: { digest: 'none' } }),
    passed: ['IMPORT_CHANGED'],
  },
};

export const things: PlaceThings = ({ world: { server }, there }) => anImport(server, there);
export const mine: PersonThings = ({ world: { server }, caller }) => anImport(server, caller);

async function anImport({ db, clock }: TestServer, { tenantId, personId }: { tenantId: string; personId: string }) {
  const peopleImport = newId();
  const nothing = { added: 0, changed: 0, same: 0 };
  await db.transaction(tenantId, (tx) =>
    tx
      .insertInto('people_import')
      .values({
        tenant_id: tenantId,
        id: peopleImport,
        file_name: '名单.xlsx',
        sha256: '0',
        holds_from: '2026-03-02',
        state: 'checked',
        progress: 0,
        digest: 'shown',
        counts: json({ organisations: nothing, members: nothing, people: nothing, posts: nothing }),
        problems: json([]),
        person_id: personId,
        created_at: clock.now(),
      })
      .execute(),
  );
  return { peopleImport };
}
