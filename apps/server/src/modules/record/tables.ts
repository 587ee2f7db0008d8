import type { ColumnType } from 'kysely';
import type { Actor } from '../../platform/actor.ts';
import type { Defaulted, Json, RowVersion, Timestamp } from '../../platform/db/columns.ts';
import type { Fault } from './contract.ts';

export interface RecordTables {
  /** Append-only: update, delete and truncate are refused by triggers. */
  event: {
    tenant_id: string;
    id: string;
    at: Date;
    /** Null for the system. */
    actor_id: string | null;
    /** The system's name; '' where a person acted, whose name is in actor_personal. */
    actor_name: string;
    /** By which post and for which organisation; null for the system, and where any post would have done. */
    actor_post_id: string | null;
    actor_organisation_id: string | null;
    /** Null before the chain began. */
    via: Actor['via'] | null;
    /** Sealed with the actor's key: their name then, and the network address. */
    actor_personal: string | null;
    operation: string;
    subject_kind: string;
    subject_id: string;
    before: Json<unknown>;
    after: Json<unknown>;
    why: string;
    /** SM3 over all the others; null before the chain began. */
    digest: string | null;
  };
  /** Events that are not in the chain yet. */
  outbox: { tenant_id: string; event_id: string };
  /** The chain. Append-only. */
  event_link: {
    tenant_id: string;
    /** 1, 2, 3 … without gaps. */
    position: number;
    event_id: string;
    digest: string;
    hash: string;
    linked_at: Timestamp;
  };
  /** Append-only. */
  event_checkpoint: {
    tenant_id: string;
    number: number;
    position: number;
    hash: string;
    at: Timestamp;
    previous: string;
    signature: string;
  };
  key_mark: { tenant_id: string; fingerprint: string; public_key: string; created_at: Timestamp };
  personal_key: {
    tenant_id: string;
    person_id: string;
    /** Null once the person has been erased. */
    sealed: string | null;
    created_at: Timestamp;
    erased_at: Date | null;
  };
  erasure: {
    tenant_id: string;
    id: string;
    person_id: string;
    state: 'asked' | 'done' | 'refused';
    why: string;
    asked_by: string;
    asked_at: Timestamp;
    decided_by: string | null;
    decided_at: Date | null;
    row_version: RowVersion;
  };
  /** Verifications and exports that somebody asked for. */
  record_check: {
    tenant_id: string;
    id: string;
    kind: 'verification' | 'export';
    asked_by: string | null;
    asked_at: Timestamp;
    finished_at: Date | null;
    events: Defaulted<number>;
    faults: ColumnType<Fault[], string | undefined, string>;
    notes: ColumnType<string[], string | undefined, string>;
    /** The file of an export. */
    sha256: string | null;
    error: string | null;
  };
}
