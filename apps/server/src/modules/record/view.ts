/** Row -> wire. */
import type { Selectable } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import type { Erasure, RecordCheck, RecordedEvent } from './contract.ts';
import { organisationNames, personNames, type ReadEvent } from './read-events.ts';
import { subjectNames, subjectWord } from './subjects.ts';
import type { RecordTables } from './tables.ts';

/** Events as the audit administrator sees them, in the order given. */
export async function recordedViews(tx: Tx, tenantId: string, events: readonly ReadEvent[]): Promise<RecordedEvent[]> {
  const organisations = await organisationNames(
    tx,
    tenantId,
    events.flatMap(({ organisationId }) => organisationId ?? []),
  );
  const subjects = await subjectNames(
    tx,
    tenantId,
    events.map(({ subjectKind, subjectId }) => ({ kind: subjectKind, id: subjectId })),
  );
  const links = events.length
    ? await tx
        .selectFrom('event_link')
        .where('tenant_id', '=', tenantId)
        .where(
          'event_id',
          'in',
          events.map(({ id }) => id),
        )
        .select(['event_id', 'position'])
        .execute()
    : [];
  const positions = new Map(links.map((link) => [link.event_id, link.position]));
  return events.map((event) => ({
    id: event.id,
    at: event.at.toISOString(),
    who: event.who || '未登录',
    personId: event.actorId,
    organisation: event.organisationId ? (organisations.get(event.organisationId) ?? '') : '',
    operation: event.operation,
    what: event.what,
    subject: {
      kind: event.subjectKind,
      name: [subjectWord(event.subjectKind), subjects.get(`${event.subjectKind}/${event.subjectId}`)]
        .filter(Boolean)
        .join(' '),
      id: event.subjectId,
    },
    why: event.why,
    position: positions.get(event.id) ?? null,
  }));
}

type CheckRow = Selectable<RecordTables['record_check']>;

export async function checkView(tx: Tx, tenantId: string, row: CheckRow): Promise<RecordCheck> {
  const names = await personNames(tx, tenantId, row.asked_by ? [row.asked_by] : []);
  const done = row.finished_at !== null && row.error === null;
  return {
    id: row.id,
    kind: row.kind,
    state: row.finished_at === null ? 'running' : done ? 'done' : 'failed',
    askedAt: row.asked_at.toISOString(),
    askedBy: row.asked_by ? (names.get(row.asked_by) ?? '') : '系统',
    finishedAt: row.finished_at?.toISOString() ?? null,
    events: row.events,
    faults: row.faults,
    notes: row.notes,
    download: row.kind === 'export' && done ? `/api/record/exports/${row.id}/file` : null,
  };
}

type ErasureRow = Selectable<RecordTables['erasure']>;

export async function erasureViews(tx: Tx, tenantId: string, rows: readonly ErasureRow[]): Promise<Erasure[]> {
  const names = await personNames(
    tx,
    tenantId,
    rows.flatMap((row) => [row.person_id, row.asked_by, ...(row.decided_by ? [row.decided_by] : [])]),
  );
  return rows.map((row) => ({
    id: row.id,
    person: { id: row.person_id, name: names.get(row.person_id) ?? '' },
    state: row.state,
    why: row.why,
    askedBy: names.get(row.asked_by) ?? '',
    askedAt: row.asked_at.toISOString(),
    decidedBy: row.decided_by === null ? null : (names.get(row.decided_by) ?? ''),
    decidedAt: row.decided_at?.toISOString() ?? null,
    rowVersion: row.row_version,
  }));
}
