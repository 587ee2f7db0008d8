import { DocumentError, readTablesInWorker } from '@luoshi/documents';
import { json } from '../../platform/db/columns.ts';
import { AppError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { operation } from '../../platform/operation.ts';
import { reaches } from '../../platform/permission.ts';
import { cityRegion, regionsOf } from '../people/index.ts';
import { record } from '../record/index.ts';
import { PeopleImport, PeopleImportFields } from './contract.ts';
import { currentLines } from './current-lines.ts';
import { importChecked } from './events.ts';
import { importFacts, importView } from './import-rows.ts';
import { planImport } from './plan.ts';
import { readLines } from './read-lines.ts';

const MAX_BYTES = 20 * 1024 * 1024;
const LIMITS = { memoryMb: 512, timeoutMs: 30_000 };
/** More than anybody looks through; the rest shows when these are mended. */
const MOST_PROBLEMS = 2_000;
const AT_ONCE = 500;

/** A dry run: reads the workbook, lists every row that is wrong and everything that would change, and changes nothing. */
export const startImport = operation({
  name: 'people-imports.check',
  permission: 'people-imports.edit',
  may: { system_administrator: 'territory' },
  leaves: [importChecked],
  input: PeopleImportFields,
  output: PeopleImport,
  status: 201,
  upload: { field: 'file', maxBytes: MAX_BYTES },
  prepare: async ({ actor, clock, input, scope, upload, transaction }) => {
    if (!upload) throw new AppError('FILE_EMPTY', '没有收到文件。请选择要导入的工作簿。');
    const today = clock.today();
    const holdsFrom = input.on ?? today;
    const tables = await readTablesInWorker(upload.path, upload.fileName, LIMITS).catch((error: unknown) => {
      if (error instanceof DocumentError)
        throw new AppError(error.code === 'PARSER_CRASHED' ? 'FILE_DAMAGED' : error.code, error.message);
      throw error;
    });
    const read = readLines(tables, today);
    const { tenantId } = actor;
    const city = await transaction(async (tx) => ({
      current: await currentLines(tx, tenantId, holdsFrom, null),
      codes: new Map(
        (await tx.selectFrom('organisation').where('tenant_id', '=', tenantId).select(['code', 'name']).execute()).map(
          (row) => [row.code, row.name],
        ),
      ),
      regions: new Set((await regionsOf(tx, tenantId)).map((region) => region.code)),
      cityRegion: await cityRegion(tx, tenantId),
    }));
    const plan = planImport(read, { ...city, holdsFrom, reaches: (region) => reaches(scope, { region }) });
    return { plan, holdsFrom };
  },
  run: async ({ tx, actor, clock, prepared: { plan, holdsFrom }, upload }) => {
    const { tenantId } = actor;
    const row = await tx
      .insertInto('people_import')
      .values({
        tenant_id: tenantId,
        id: newId(),
        file_name: upload!.fileName || '未命名',
        sha256: upload!.sha256,
        holds_from: holdsFrom,
        state: 'checked',
        progress: 0,
        digest: plan.digest,
        counts: json(plan.counts),
        problems: json(plan.problems.slice(0, MOST_PROBLEMS)),
        person_id: actor.personId!,
        created_at: clock.now(),
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    for (let from = 0; from < plan.steps.length; from += AT_ONCE)
      await tx
        .insertInto('people_import_step')
        .values(
          plan.steps.slice(from, from + AT_ONCE).map((step, index) => ({
            tenant_id: tenantId,
            import_id: row.id,
            position: from + index,
            words: json({ ...step.at, what: step.what }),
            // Nothing can be applied while a row is wrong, so nothing of it is kept.
            step: plan.problems.length ? null : json(step),
          })),
        )
        .execute();
    const after = importFacts(row, plan.steps.length, 0);
    await record(tx, { actor, clock, type: importChecked, subject: row.id, before: null, after });
    return importView(tx, row);
  },
});
