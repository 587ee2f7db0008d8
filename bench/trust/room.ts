/** A room with one small operation, so that what is measured is what every operation pays and not what one does. */
import { type Kysely, sql } from 'kysely';
import { z } from 'zod';
import { eventType, record } from '../../apps/server/src/modules/record/index.ts';
import type { Tx } from '../../apps/server/src/platform/db/database.ts';
import type { App } from '../../apps/server/src/platform/http/app.ts';
import { mount } from '../../apps/server/src/platform/http/mount.ts';
import { newId } from '../../apps/server/src/platform/ids.ts';
import { operation } from '../../apps/server/src/platform/operation.ts';
import { business } from '../../apps/server/src/platform/permission.ts';
import type { Room } from '../../apps/server/src/room.ts';

export const NOTE = {
  title: '一季度重点项目开工情况',
  body: '已开工十二个，完成投资三亿元，下一步抓好要素保障。'.repeat(4),
};
export const TABLES = ['note_ours', 'note_bare', 'note_role'] as const;
/** Rows that are there before anything is measured. */
const ROWS = 20_000;

interface Note {
  tenant_id: string;
  id: string;
  title: string;
  body: string;
  person_id: string;
  created_at: Date;
}
const withNotes = (tx: Tx) => tx as unknown as Kysely<{ note_ours: Note }>;

const Given = z.object({ title: z.string().trim().min(1).max(200), body: z.string().max(2000) });
const written = eventType({ name: 'bench.note', label: '写便条', subject: 'note_ours', data: Given });

const writeNote = operation({
  name: 'bench.note',
  may: business('territory'),
  leaves: [written],
  input: Given,
  output: Given.extend({ id: z.uuid() }),
  status: 201,
  run: async ({ tx, actor, clock, input }) => {
    const id = newId();
    const row = { tenant_id: actor.tenantId, id, ...input, person_id: actor.personId!, created_at: clock.now() };
    await withNotes(tx).insertInto('note_ours').values(row).execute();
    await record(tx, { actor, clock, type: written, subject: id, before: null, after: input });
    return { id, ...input };
  },
});

export const benchRoom: Room = {
  name: 'bench',
  routes: (app: App) => mount(app, 'POST', '/api/bench/notes', writeNote),
};

/** The same table for each side, with the same rows in it, and for the floors one for what they note of a change. */
export async function makeTables(tx: Tx, tenantId: string, personId: string): Promise<void> {
  for (const table of TABLES) {
    await sql
      .raw(`create table ${table} (tenant_id uuid not null references tenant (id), id uuid not null, title text not null,
        body text not null, person_id uuid not null, created_at timestamptz not null, primary key (tenant_id, id),
        foreign key (tenant_id, person_id) references person (tenant_id, id));
        create index ${table}_by_person on ${table} (tenant_id, person_id, created_at);
        insert into ${table} select '${tenantId}', gen_random_uuid(), '${NOTE.title}', '${NOTE.body}', '${personId}', now()
        from generate_series(1, ${ROWS})`)
      .execute(tx);
    if (table === 'note_ours') continue;
    const audit = table.replace('note', 'audit');
    await sql
      .raw(`create table ${audit} (tenant_id uuid not null references tenant (id), id uuid not null, at timestamptz not null,
        actor_id uuid not null, operation text not null, subject_kind text not null, subject_id text not null, before jsonb, after jsonb,
        primary key (tenant_id, id), foreign key (tenant_id, actor_id) references person (tenant_id, id));
        create index ${audit}_of_subject on ${audit} (tenant_id, subject_kind, subject_id, id)`)
      .execute(tx);
  }
  for (const table of ['note_ours', 'note_role', 'audit_role'])
    await sql.raw(`select luoshi_protect('${table}')`).execute(tx);
}
