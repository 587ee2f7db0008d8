import { createHash, randomBytes } from 'node:crypto';
import { copyFile, readdir, readFile, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type CityPack, loadCity } from '@luoshi/cities';
import { sql } from 'kysely';
import { ROLE_NAMES } from './modules/people/contract.ts';
import { type FirstAdministrator, loadPack } from './modules/people/index.ts';
import { showImport, startImport } from './modules/reports/index.ts';
import { type Actor, onBehalfOf, systemActor } from './platform/actor.ts';
import type { Tx } from './platform/db/database.ts';
import { StartRefused } from './platform/errors.ts';
import type { Upload } from './platform/http/answers.ts';
import { newId } from './platform/ids.ts';
import { perform } from './platform/perform.ts';
import type { Platform } from './platform/platform.ts';

/** Two servers on one PostgreSQL do not both load the city. */
const FIRST_RUN = 630201;

interface FirstRun {
  /** Folder of the city packs. */
  cities: string;
  /** The city to serve; the one that is there, or the demonstration city, when not told. */
  code: string | null;
  data: string;
  say(message: string): void;
}

/** The city to serve, loaded from its pack when the database does not have it yet. Returns the tenant's id. */
export async function openCity(platform: Platform, run: FirstRun): Promise<string> {
  const name = run.code ?? 'demo';
  const known = await tenants(platform);
  if (run.code === null && known[0]) return known[0].id;
  const pack = await loadCity(run.cities, name);
  const found = known.find((tenant) => tenant.code === pack.city.code);
  if (found) return found.id;
  run.say(
    `首次运行：正在载入${pack.city.demo ? '演示城市' : '城市'}${pack.city.name}（${pack.organisations.length} 个单位，${pack.people.length} 名人员）…`,
  );
  const administrators = pack.people.length ? [] : await firstAdministrators(run);
  // One transaction for the whole city with its reports' imports queued: killed at any moment, it is all there or not at all.
  return platform.db.system(async (tx) => {
    await sql`select pg_advisory_xact_lock(${FIRST_RUN})`.execute(tx);
    const meanwhile = await tx.selectFrom('tenant').where('code', '=', pack.city.code).select('id').executeTakeFirst();
    if (meanwhile) return meanwhile.id;
    const tenantId = await loadPack(tx, platform.clock, pack, administrators);
    await queueReports(platform, tx, tenantId, pack, join(run.cities, name));
    return tenantId;
  });
}

const tenants = (platform: Platform) =>
  platform.db.system((tx) => tx.selectFrom('tenant').select(['id', 'code']).orderBy('created_at').execute());

/** Three, since none may do another's work: one keeps the system, one grants, one watches both. */
async function firstAdministrators(run: FirstRun): Promise<FirstAdministrator[]> {
  const roles = [
    ['system_administrator', 'xitong'],
    ['security_administrator', 'anquan'],
    ['audit_administrator', 'shenji'],
  ] as const;
  const accounts = roles.map(([role, name]) => ({ role, name, password: randomBytes(12).toString('base64url') }));
  const path = join(run.data, '初始管理员密码.txt');
  const lines = accounts.map(({ role, name, password }) => `${ROLE_NAMES[role]}　账号 ${name}　密码 ${password}\n`);
  await writeFile(path, lines.join(''), { mode: 0o600 });
  const names = accounts.map(({ role, name }) => `${ROLE_NAMES[role]} ${name}`).join('、');
  run.say(`已建立三个管理员账号（${names}），初始密码在 ${path}。请分发给三人，登录修改密码后删除该文件。`);
  return accounts;
}

async function queueReports(
  platform: Platform,
  tx: Tx,
  tenantId: string,
  pack: CityPack,
  folder: string,
): Promise<void> {
  const names = (await readdir(folder)).filter((name) => /^report.*\.(txt|docx|pdf|html)$/.test(name)).sort();
  if (names.length === 0) return;
  const organs = await tx
    .selectFrom('issuing_organ')
    .leftJoin('organisation', (join) =>
      join
        .onRef('organisation.tenant_id', '=', 'issuing_organ.tenant_id')
        .onRef('organisation.id', '=', 'issuing_organ.organisation_id'),
    )
    .where('issuing_organ.tenant_id', '=', tenantId)
    .orderBy('issuing_organ.position')
    .select(['issuing_organ.id', 'organisation.kind'])
    .execute();
  const organ = organs.find((one) => one.kind === 'government') ?? organs[0];
  if (!organ) throw new StartRefused(`城市数据包 ${pack.city.code} 没有发文机关，无法导入其报告。`);
  const actor = await importer(tx, tenantId);
  for (const name of names) {
    const upload = await asUpload(platform, join(folder, name), `${pack.city.name}政府工作报告${extname(name)}`);
    await perform(platform, tx, actor, startImport, { organId: organ.id, unclassified: 'true' }, upload);
  }
}

/** Whoever of the supervision office comes first: in whose name the demonstration's report was imported. */
async function importer(tx: Tx, tenantId: string): Promise<Actor> {
  const person = await tx
    .selectFrom('post')
    .innerJoin('person', (join) =>
      join.onRef('person.tenant_id', '=', 'post.tenant_id').onRef('person.id', '=', 'post.person_id'),
    )
    .where('post.tenant_id', '=', tenantId)
    .where('post.role', '=', 'supervision')
    .orderBy('post.position')
    .select(['person.id', 'person.name'])
    .executeTakeFirst();
  return person ? onBehalfOf(tenantId, person) : systemActor(tenantId);
}

async function asUpload(platform: Platform, from: string, fileName: string): Promise<Upload> {
  const path = join(platform.files.temporary, newId());
  await copyFile(from, path);
  const bytes = await readFile(path);
  return {
    path,
    fileName,
    mediaType: 'application/octet-stream',
    bytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  };
}

/** Follows the imports that the first run queued (also those of a first run that was killed) and then calls the city loaded. */
export async function finishFirstRun(
  platform: Platform,
  tenantId: string,
  say: (message: string) => void,
): Promise<void> {
  const tenant = await platform.db.system((tx) =>
    tx.selectFrom('tenant').where('id', '=', tenantId).selectAll().executeTakeFirstOrThrow(),
  );
  if (tenant.loaded_at) return;
  const actor = systemActor(tenantId);
  const imports = await platform.db.transaction(tenantId, (tx) =>
    tx.selectFrom('report_import').where('tenant_id', '=', tenantId).orderBy('created_at').select('id').execute(),
  );
  for (const { id } of imports) {
    let told = -1;
    for (;;) {
      const state = await platform.db.transaction(tenantId, (tx) =>
        perform(platform, tx, actor, showImport, { importId: id }),
      );
      if (state.progress > told) say(`正在导入《${state.fileName.replace(/\.\w+$/, '')}》… ${state.progress}%`);
      told = state.progress;
      if (state.state === 'failed') say(`没有导入成功：${state.error?.message ?? '原因不明'}`);
      if (state.state === 'done' || state.state === 'failed') break;
      await pause(200);
    }
  }
  await platform.db.system((tx) =>
    tx.updateTable('tenant').set({ loaded_at: platform.clock.now() }).where('id', '=', tenantId).execute(),
  );
}
