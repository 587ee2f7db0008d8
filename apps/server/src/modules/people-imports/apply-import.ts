import { isDeepStrictEqual } from 'node:util';
import { Uuid } from '../../contract.ts';
import type { Tx } from '../../platform/db/database.ts';
import { AppError } from '../../platform/errors.ts';
import { enqueue } from '../../platform/jobs/jobs.ts';
import { operation } from '../../platform/operation.ts';
import { record } from '../record/index.ts';
import { APPLY_JOB, type ApplyPayload } from './apply-job.ts';
import { ImportApply, PeopleImport } from './contract.ts';
import { currentLines } from './current-lines.ts';
import { importApplied } from './events.ts';
import { type ImportRow, importFacts, importTarget, importView, ownImport } from './import-rows.ts';
import { postKey, type Step } from './lines.ts';

/** Exactly what the dry run showed, and only while everything that it would change is still as it was then. */
export const applyImport = operation({
  name: 'people-imports.apply',
  permission: 'people-imports.edit',
  may: { system_administrator: 'self' },
  target: importTarget,
  leaves: [importApplied],
  input: ImportApply.extend({ importId: Uuid }),
  output: PeopleImport,
  status: 202,
  run: async ({ tx, actor, clock, input }) => {
    const { tenantId } = actor;
    const row = await ownImport(tx, tenantId, input.importId, actor.personId);
    if (row.problems.length)
      throw new AppError('IMPORT_HAS_PROBLEMS', `表里还有 ${row.problems.length} 处问题，没有导入。请改好后重新上传。`);
    if (row.state !== 'checked' || row.digest !== input.digest)
      throw new AppError('IMPORT_CHANGED', '这次预检已经用过，或不是页面上显示的那一次。请重新上传核对。');
    const steps = await stepsOf(tx, row);
    if (steps.length === 0) throw new AppError('INPUT_INVALID', '这个文件和系统里的完全一致，没有要导入的。');
    const changed = await changedSince(tx, row, steps);
    if (changed.length)
      throw new AppError(
        'IMPORT_CHANGED',
        `预检之后有 ${changed.length} 处被别人改过：${changed.slice(0, 5).join('；')}。什么都没有导入。请重新上传核对。`,
        { changed: changed.slice(0, 100) },
      );
    await oneAtATime(tx, tenantId);
    await tx
      .updateTable('people_import')
      .set({ state: 'applying' })
      .where('tenant_id', '=', tenantId)
      .where('id', '=', row.id)
      .execute();
    const after = importFacts(row, steps.length, 0);
    await record(tx, { actor, clock, type: importApplied, subject: row.id, before: null, after });
    await enqueue(tx, { tenantId, clock }, APPLY_JOB, { importId: row.id, actor } satisfies ApplyPayload);
    return importView(tx, { ...row, state: 'applying' });
  },
});

async function oneAtATime(tx: Tx, tenantId: string): Promise<void> {
  const other = await tx
    .selectFrom('people_import')
    .where('tenant_id', '=', tenantId)
    .where('state', '=', 'applying')
    .select('file_name')
    .executeTakeFirst();
  if (other) throw new AppError('IMPORT_RUNNING', `“${other.file_name}”正在导入。请等它完成后重新上传核对。`);
}

async function stepsOf(tx: Tx, row: ImportRow): Promise<Step[]> {
  const rows = await tx
    .selectFrom('people_import_step')
    .where('tenant_id', '=', row.tenant_id)
    .where('import_id', '=', row.id)
    .orderBy('position')
    .select('step')
    .execute();
  return rows.map(({ step }) => step as Step);
}

/** In words, what the import would change and is no longer as the dry run found it. */
async function changedSince(tx: Tx, row: ImportRow, steps: readonly Step[]): Promise<string[]> {
  const now = await currentLines(tx, row.tenant_id, row.holds_from, null);
  const lines = new Map<string, unknown>([
    ...now.organisations.map((one) => [`organisation ${one.code}`, one] as const),
    ...now.groups.map((one) => [`group ${one.group}`, one] as const),
    ...now.people.map((one) => [`person ${one.code}`, one] as const),
    ...now.posts.map((one) => [`post ${postKey(one)}`, one] as const),
  ]);
  return steps
    .filter((step) => !isDeepStrictEqual(lines.get(keyOf(step)) ?? null, step.before))
    .map((step) => `“${step.at.sheet}”第 ${step.at.row} 行（${step.what}）`);
}

function keyOf(step: Step): string {
  switch (step.kind) {
    case 'organisation':
      return `organisation ${step.after.code}`;
    case 'group':
      return `group ${step.after.group}`;
    case 'person':
      return `person ${step.after.code}`;
    case 'post':
      return `post ${postKey(step.after)}`;
  }
}
