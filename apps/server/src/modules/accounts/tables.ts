import type { CreatedAt, Defaulted, RowVersion } from '../../platform/db/columns.ts';
import type { PersonalTable } from '../../platform/personal-columns.ts';

export interface AccountTables {
  /** One a person. */
  account: {
    tenant_id: string;
    name: string;
    person_id: string;
    /** argon2id in PHC form; null for a service. */
    password_hash: string | null;
    /** A machine's: no password, no session, tokens only. */
    service: Defaulted<boolean>;
    /** The password came from an administrator: the next sign-in asks for a new one. */
    must_change: Defaulted<boolean>;
    password_changed_at: Defaulted<Date>;
    disabled_at: Date | null;
    disabled_why: Defaulted<string>;
    last_signed_in_at: Defaulted<Date | null>;
    /** In a demonstration city only: shown on the sign-in page. */
    demo_password: string | null;
    position: Defaulted<number>;
    created_at: CreatedAt;
    row_version: RowVersion;
  };
  past_password: { tenant_id: string; person_id: string; id: string; password_hash: string };
  /** By name, whether there is such an account or not: a lock does not tell. */
  sign_in_failure: {
    tenant_id: string;
    /** SHA-256: people type passwords there too. */
    name_hash: string;
    failures: number;
    failed_at: Date;
    locked_until: Date | null;
  };
  second_factor: {
    tenant_id: string;
    person_id: string;
    /** Sealed with the server's keys. */
    secret: string;
    /** Time step of the last accepted code, which is never accepted again. */
    last_step: number | null;
    created_at: Date;
    /** Null while enrolment is under way. */
    confirmed_at: Date | null;
  };
  recovery_code: { tenant_id: string; person_id: string; code_hash: string };
  session: {
    tenant_id: string;
    id: string;
    /** SHA-256 of the token in the cookie; the token itself is nowhere. */
    token_hash: string;
    person_id: string;
    created_at: Date;
    /** The end of its life, however busy. */
    expires_at: Date;
    /** Written at most once a minute. */
    last_seen_at: Date;
    /** After how long without a request it is over. */
    idle_minutes: number;
    address: Defaulted<string | null>;
    /** In words: Edge 126（Windows）. */
    browser: Defaulted<string>;
    way: Defaulted<'password' | 'sso'>;
    restriction: Defaulted<'password' | 'second_factor' | null>;
    second_factor_at: Defaulted<Date | null>;
    /** The provider's token of identity, sealed. */
    sso_token: Defaulted<string | null>;
  };
  api_token: {
    tenant_id: string;
    id: string;
    /** SHA-256 of the token; the token itself is nowhere. */
    token_hash: string;
    /** Its first characters, by which a person knows it. */
    prefix: string;
    /** In whose name it acts. */
    person_id: string;
    name: string;
    scopes: string[];
    created_at: Date;
    created_by: string;
    expires_at: Date;
    /** Written at most once a minute. */
    last_used_at: Date | null;
    revoked_at: Date | null;
  };
  sso_identity: {
    tenant_id: string;
    issuer: string;
    subject: string;
    person_id: string;
    linked_at: Date;
    /** Null where the provider's own word for the account did it. */
    linked_by: string | null;
  };
  /** A sign-in on its way through the provider: used once, by the browser that began it. */
  sso_attempt: { tenant_id: string; token_hash: string; checks: string; expires_at: Date };
}

/** Somebody who has been erased has no account. */
export const personalColumns: readonly PersonalTable[] = [
  'session',
  'api_token',
  'recovery_code',
  'second_factor',
  'past_password',
  'sso_identity',
  'account',
].map((table) => ({ table, person: 'person_id', deletes: true }));
