import { z } from 'zod';
import { Uuid } from '../../contract.ts';
import type { Tx } from '../../platform/db/database.ts';
import { AppError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { enqueue } from '../../platform/jobs/jobs.ts';
import { type Call, operation } from '../../platform/operation.ts';
import { CHECK_JOB, CHECKPOINT_JOB } from './check-job.ts';
import { RecordCheck } from './contract.ts';
import { checkAsked, checkpointAsked } from './events.ts';
import { AUDITORS, wholeCity } from './policy.ts';
import { record } from './record.ts';
import { checkView } from './view.ts';

const Nothing = z.object({});

async function begin({ tx, actor, clock }: Call<unknown>, kind: 'verification' | 'export'): Promise<RecordCheck> {
  const row = await tx
    .insertInto('record_check')
    .values({
      tenant_id: actor.tenantId,
      id: newId(),
      kind,
      asked_by: actor.personId,
      asked_at: clock.now(),
      finished_at: null,
      sha256: null,
      error: null,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  await record(tx, { actor, clock, type: checkAsked, subject: row.id, before: null, after: { kind } });
  await enqueue(tx, { tenantId: actor.tenantId, clock }, CHECK_JOB, { checkId: row.id });
  return checkView(tx, actor.tenantId, row);
}

export const startVerification = operation({
  name: 'record.verify',
  may: AUDITORS,
  target: wholeCity,
  leaves: [checkAsked],
  input: Nothing,
  output: RecordCheck,
  status: 202,
  run: (call) => begin(call, 'verification'),
});

export const startExport = operation({
  name: 'record.export',
  may: AUDITORS,
  target: wholeCity,
  leaves: [checkAsked],
  input: Nothing,
  output: RecordCheck,
  status: 202,
  run: (call) => begin(call, 'export'),
});

export const askCheckpoint = operation({
  name: 'record.checkpoint',
  may: AUDITORS,
  target: wholeCity,
  leaves: [checkpointAsked],
  input: Nothing,
  output: 'nothing',
  run: async ({ tx, actor, clock }) => {
    await record(tx, { actor, clock, type: checkpointAsked, subject: actor.tenantId, before: null, after: {} });
    await enqueue(tx, { tenantId: actor.tenantId, clock }, CHECKPOINT_JOB, {});
  },
});

/** A verification or export under its id. Throws NOT_FOUND. */
export async function checkRow(tx: Tx, tenantId: string, id: string) {
  const row = await tx
    .selectFrom('record_check')
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .selectAll()
    .executeTakeFirst();
  if (!row) throw new AppError('NOT_FOUND', '没有这次核对或导出。请从留痕页面重新打开。');
  return row;
}

export const showCheck = operation({
  name: 'record.show-check',
  permission: 'record.read',
  may: AUDITORS,
  target: wholeCity,
  input: z.object({ checkId: Uuid }),
  output: RecordCheck,
  run: async ({ tx, actor: { tenantId }, input }) =>
    checkView(tx, tenantId, await checkRow(tx, tenantId, input.checkId)),
});
