import type { Selectable } from 'kysely';
import type { z } from 'zod';
import type { Tx } from '../../platform/db/database.ts';
import { AppError } from '../../platform/errors.ts';
import type { PeopleImport } from './contract.ts';
import type { importDone } from './events.ts';
import type { PeopleImportTables } from './tables.ts';

export type ImportRow = Selectable<PeopleImportTables['people_import']>;
const SHOWN = 300;

/** An import belongs to who began it: it shows names and numbers of people. */
export const importTarget = {
  missing: '没有这次导入，或不是您上传的。请重新上传。',
  find: async (tx: Tx, tenantId: string, { importId }: { importId: string }) => {
    const row = await findImport(tx, tenantId, importId);
    return row ? { personId: row.person_id } : null;
  },
};

export const findImport = (tx: Tx, tenantId: string, id: string): Promise<ImportRow | undefined> =>
  tx.selectFrom('people_import').where('tenant_id', '=', tenantId).where('id', '=', id).selectAll().executeTakeFirst();

/** Throws NOT_FOUND where somebody else began it. */
export async function ownImport(tx: Tx, tenantId: string, id: string, personId: string | null): Promise<ImportRow> {
  const row = await findImport(tx, tenantId, id);
  if (!row || row.person_id !== personId) throw new AppError('NOT_FOUND', importTarget.missing);
  return row;
}

export async function importView(tx: Tx, row: ImportRow): Promise<z.input<typeof PeopleImport>> {
  const steps = await tx
    .selectFrom('people_import_step')
    .where('tenant_id', '=', row.tenant_id)
    .where('import_id', '=', row.id)
    .orderBy('position')
    .limit(SHOWN)
    .select(['words', 'done'])
    .execute();
  return {
    id: row.id,
    fileName: row.file_name,
    holdsFrom: row.holds_from,
    state: row.state,
    progress: row.progress,
    digest: row.digest,
    counts: row.counts,
    problems: row.problems,
    changes: steps.map(({ words, done }) => ({ ...words, done })),
    error: row.error_code === null ? null : { code: row.error_code, message: row.error_message ?? '' },
  };
}

export async function countSteps(
  tx: Tx,
  row: Pick<ImportRow, 'tenant_id' | 'id'>,
): Promise<{ all: number; done: number }> {
  const { all, done } = await tx
    .selectFrom('people_import_step')
    .where('tenant_id', '=', row.tenant_id)
    .where('import_id', '=', row.id)
    .select((select) => [
      select.fn.countAll<number>().as('all'),
      select.fn.countAll<number>().filterWhere('done', '=', true).as('done'),
    ])
    .executeTakeFirstOrThrow();
  return { all, done };
}

export const importFacts = (row: ImportRow, changes: number, done: number): z.input<typeof importDone.data> => ({
  fileName: row.file_name,
  sha256: row.sha256,
  holdsFrom: row.holds_from,
  digest: row.digest,
  changes,
  done,
});
