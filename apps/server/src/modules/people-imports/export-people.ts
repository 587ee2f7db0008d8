import { PassThrough } from 'node:stream';
import { writeWorkbook } from '@luoshi/documents';
import type { Actor } from '../../platform/actor.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db/database.ts';
import { operation } from '../../platform/operation.ts';
import { cityOf } from '../people/index.ts';
import { mask, personalRevealed, record, revealed } from '../record/index.ts';
import { PeopleExport } from './contract.ts';
import { currentLines } from './current-lines.ts';
import { peopleExported } from './events.ts';
import { workbookOf } from './workbook.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** What the exporter reaches, as a workbook that can be imported again. Unmasked, it is recorded for every person in it. */
export const exportPeople = operation({
  name: 'people-imports.export',
  may: { system_administrator: 'territory' },
  leaves: [peopleExported, personalRevealed],
  input: PeopleExport,
  output: 'file',
  run: async ({ tx, actor, clock, input, scope }) => {
    const on = input.on ?? clock.today();
    const lines = await currentLines(tx, actor.tenantId, on, scope);
    const { contacts } = input;
    const people = lines.people.map((one) =>
      contacts === 'shown'
        ? one
        : { ...one, phone: one.phone && mask('phone', one.phone), email: one.email && mask('email', one.email) },
    );
    const after = { on, people: people.length, contacts };
    await record(tx, { actor, clock, type: peopleExported, subject: actor.tenantId, before: null, after });
    if (contacts === 'shown')
      await noteEach(
        tx,
        actor,
        clock,
        lines.people.filter((one) => one.phone || one.email).map((one) => one.code),
      );
    const city = await cityOf(tx, actor.tenantId);
    const body = new PassThrough();
    // The reader going away is no fault of ours.
    writeWorkbook(body, workbookOf({ ...lines, people }, city.name, city.demo ? '演示' : null)).catch((error) =>
      body.destroy(error),
    );
    return { fileName: `${city.name}单位和人员（${on}）.xlsx`, mediaType: XLSX, body };
  },
});

async function noteEach(tx: Tx, actor: Actor, clock: Clock, codes: readonly string[]): Promise<void> {
  if (codes.length === 0) return;
  const people = await tx
    .selectFrom('person')
    .where('tenant_id', '=', actor.tenantId)
    .where('code', 'in', codes)
    .select('id')
    .execute();
  for (const { id } of people)
    await revealed(tx, { actor, clock, personId: id, fields: ['电话', '邮箱'], why: '导出' });
}
