import type { CreatedAt, Defaulted } from '../../platform/db/columns.ts';

export interface AccountTables {
  account: {
    tenant_id: string;
    name: string;
    person_id: string;
    /** argon2id in PHC form. */
    password_hash: string;
    disabled_at: Date | null;
    /** In a demonstration city only: shown on the sign-in page. */
    demo_password: string | null;
    position: Defaulted<number>;
    created_at: CreatedAt;
  };
  session: {
    tenant_id: string;
    /** SHA-256 of the token in the cookie; the token itself is nowhere. */
    token_hash: string;
    person_id: string;
    created_at: Date;
    expires_at: Date;
  };
}
