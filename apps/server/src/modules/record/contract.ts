import { z } from 'zod';
import { Uuid } from '../../contract.ts';

/** One field as it was and as it is, in Chinese; "" where there was or is nothing. */
export const Change = z.object({ field: z.string(), before: z.string(), after: z.string() });
export type Change = z.infer<typeof Change>;

/** An append-only fact about a change, as a person reads it. */
export const HistoryEvent = z.object({
  id: Uuid,
  at: z.string(),
  who: z.string(),
  /** The organisation that they acted for; "" where the record does not say. */
  organisation: z.string(),
  what: z.string(),
  changes: z.array(Change),
  why: z.string(),
});
export type HistoryEvent = z.infer<typeof HistoryEvent>;

/** Oldest first. */
export const History = z.object({ events: z.array(HistoryEvent) });
export type History = z.infer<typeof History>;

const Day = z.iso.date();

/** Which events; all that is given must fit. */
export const EventFilter = z.object({
  /** Days in Beijing, both included. */
  from: Day.optional(),
  to: Day.optional(),
  /** Who acted, by name, full pinyin or initials. */
  person: z.string().trim().max(40).optional(),
  /** The same by id. */
  personId: Uuid.optional(),
  /** "accounts.sign-in", or "accounts." for all of the room. */
  operation: z.string().max(80).optional(),
  subjectKind: z.string().max(80).optional(),
  subjectId: z.string().max(120).optional(),
  /** Words of the reason. */
  why: z.string().trim().max(100).optional(),
  /** Opaque; from the page before. */
  cursor: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type EventFilter = z.infer<typeof EventFilter>;

export const RecordedEvent = z.object({
  id: Uuid,
  at: z.string(),
  /** The name then; the system's, or that of the server's own terminal, where nobody of the city acted. */
  who: z.string(),
  personId: Uuid.nullable(),
  organisation: z.string(),
  operation: z.string(),
  what: z.string(),
  subject: z.object({ kind: z.string(), name: z.string(), id: z.string() }),
  why: z.string(),
  /** Its place in the chain; null while it waits for one. */
  position: z.int().nullable(),
});
export type RecordedEvent = z.infer<typeof RecordedEvent>;

/** Newest first. */
export const RecordedEvents = z.object({ events: z.array(RecordedEvent), nextCursor: z.string().nullable() });

export const RecordedEventDetail = RecordedEvent.extend({
  via: z.enum(['page', 'token', 'job', 'command']).nullable(),
  address: z.string(),
  post: z.string(),
  changes: z.array(Change),
  before: z.unknown(),
  after: z.unknown(),
  digest: z.string(),
  hash: z.string().nullable(),
  linkedAt: z.string().nullable(),
});
export type RecordedEventDetail = z.infer<typeof RecordedEventDetail>;

/** What to choose from in the search. */
export const RecordWords = z.object({
  operations: z.array(z.object({ name: z.string(), label: z.string() })),
  subjects: z.array(z.object({ kind: z.string(), label: z.string() })),
});

/** Where the record is not as it was written. */
export const Fault = z.object({
  kind: z.enum(['edited', 'deleted', 'reordered', 'truncated', 'rewritten', 'inserted', 'checkpoint', 'witness']),
  /** Place in the chain; null where it has none. */
  position: z.int().nullable(),
  eventId: z.string().nullable(),
  /** Chinese: which event, where, when, what is wrong. */
  text: z.string(),
});
export type Fault = z.infer<typeof Fault>;

export const RecordCheck = z.object({
  id: Uuid,
  kind: z.enum(['verification', 'export']),
  state: z.enum(['running', 'done', 'failed']),
  askedAt: z.string(),
  askedBy: z.string(),
  finishedAt: z.string().nullable(),
  events: z.int(),
  faults: z.array(Fault),
  /** What is no fault but worth knowing: events that came late into the chain, those that still wait. */
  notes: z.array(z.string()),
  /** Of an export, once it is done. */
  download: z.string().nullable(),
});
export type RecordCheck = z.infer<typeof RecordCheck>;

export const Checkpoint = z.object({ number: z.int(), position: z.int(), hash: z.string(), at: z.string() });

export const RecordState = z.object({
  /** How many events are in the chain. */
  chained: z.int(),
  waiting: z.int(),
  /** How long the oldest of those that wait has waited, in seconds. */
  oldestWaiting: z.number().nullable(),
  /** What was committed here and is not in the chain as it was written. */
  alarms: z.int(),
  checkpoint: Checkpoint.nullable(),
  verification: RecordCheck.nullable(),
  export: RecordCheck.nullable(),
});
export type RecordState = z.infer<typeof RecordState>;

export const Erasure = z.object({
  id: Uuid,
  person: z.object({ id: Uuid, name: z.string() }),
  state: z.enum(['asked', 'done', 'refused']),
  why: z.string(),
  askedBy: z.string(),
  askedAt: z.string(),
  decidedBy: z.string().nullable(),
  decidedAt: z.string().nullable(),
  rowVersion: z.int(),
});
export type Erasure = z.infer<typeof Erasure>;
export const Erasures = z.object({ erasures: z.array(Erasure) });
export const ErasureInput = z.object({ personId: Uuid, why: z.string().trim().min(2).max(500) });
export const ErasureDecision = z.object({ erasureId: Uuid, rowVersion: z.int() });

/*
 GET  /api/record/events                    EventFilter -> RecordedEvents
 GET  /api/record/events/:eventId           -> RecordedEventDetail
 GET  /api/record/words                     -> RecordWords
 GET  /api/record/state                     -> RecordState
 POST /api/record/verifications             -> RecordCheck (202)
 POST /api/record/exports                   -> RecordCheck (202)
 GET  /api/record/checks/:checkId           -> RecordCheck
 GET  /api/record/exports/:checkId/file     -> file
 POST /api/record/checkpoints               -> nothing; made in a moment, as the state shows
 GET  /api/erasures                         -> Erasures
 POST /api/erasures                         ErasureInput -> Erasure
 POST /api/erasures/:erasureId/confirm      ErasureDecision -> Erasure
 POST /api/erasures/:erasureId/refuse       ErasureDecision -> Erasure
 Histories lie under their subject's address, e.g. GET /api/ledgers/supervision/items/:itemId/history -> History
*/
