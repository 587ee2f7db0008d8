-- Accounts: rules for passwords, the second factor, sessions that can be listed and ended, tokens for machines, single sign-on.

-- A person has one account. One of a service is a machine's: it has no password and signs in nowhere.
CREATE UNIQUE INDEX account_of_person ON account (tenant_id, person_id);
ALTER TABLE account ALTER COLUMN password_hash DROP NOT NULL;
ALTER TABLE account ADD COLUMN service boolean NOT NULL DEFAULT false;
-- Why a new password is due at the next sign-in: the one there came from an administrator.
ALTER TABLE account ADD COLUMN must_change boolean NOT NULL DEFAULT false;
ALTER TABLE account ADD COLUMN password_changed_at timestamptz;
UPDATE account SET password_changed_at = created_at;
ALTER TABLE account ALTER COLUMN password_changed_at SET NOT NULL;
ALTER TABLE account ALTER COLUMN password_changed_at SET DEFAULT now();
ALTER TABLE account ADD COLUMN disabled_why text NOT NULL DEFAULT '';
ALTER TABLE account ADD COLUMN last_signed_in_at timestamptz;
ALTER TABLE account ADD COLUMN row_version bigint NOT NULL DEFAULT 1;
ALTER TABLE account ADD CHECK (service OR password_hash IS NOT NULL);

-- Passwords of before, so that they do not come back.
CREATE TABLE past_password (
  tenant_id     uuid NOT NULL,
  person_id     uuid NOT NULL,
  id            uuid NOT NULL,
  password_hash text NOT NULL,
  PRIMARY KEY (tenant_id, person_id, id),
  FOREIGN KEY (tenant_id, person_id) REFERENCES person (tenant_id, id)
);

-- Failed tries by the account's name (its SHA-256, since people type passwords there too), whether there is such an account
-- or not: so a lock tells nobody which accounts there are.
CREATE TABLE sign_in_failure (
  tenant_id    uuid NOT NULL REFERENCES tenant (id),
  name_hash    text NOT NULL,
  failures     integer NOT NULL,
  failed_at    timestamptz NOT NULL,
  locked_until timestamptz,
  PRIMARY KEY (tenant_id, name_hash)
);
CREATE INDEX sign_in_failure_by_age ON sign_in_failure (tenant_id, failed_at);

-- The second factor. secret is sealed with the server's keys; last_step is the time step of the last code that was accepted,
-- which is never accepted again.
CREATE TABLE second_factor (
  tenant_id    uuid NOT NULL,
  person_id    uuid NOT NULL,
  secret       text NOT NULL,
  last_step    bigint,
  created_at   timestamptz NOT NULL,
  -- Null while enrolment is under way: it counts from the first right code.
  confirmed_at timestamptz,
  PRIMARY KEY (tenant_id, person_id),
  FOREIGN KEY (tenant_id, person_id) REFERENCES person (tenant_id, id)
);
CREATE TABLE recovery_code (
  tenant_id uuid NOT NULL,
  person_id uuid NOT NULL,
  code_hash text NOT NULL,
  PRIMARY KEY (tenant_id, person_id, code_hash),
  FOREIGN KEY (tenant_id, person_id) REFERENCES second_factor (tenant_id, person_id) ON DELETE CASCADE
);

-- Sessions of before say neither from where nor which browser: their people sign in once more.
DELETE FROM session;
ALTER TABLE session
  ADD COLUMN id uuid NOT NULL,
  ADD COLUMN last_seen_at timestamptz NOT NULL,
  -- After how long without a request it is over.
  ADD COLUMN idle_minutes integer NOT NULL,
  ADD COLUMN address text,
  ADD COLUMN browser text NOT NULL DEFAULT '',
  ADD COLUMN way text NOT NULL DEFAULT 'password' CHECK (way IN ('password', 'sso')),
  -- What it lacks before it may do anything else.
  ADD COLUMN restriction text CHECK (restriction IN ('password', 'second_factor')),
  ADD COLUMN second_factor_at timestamptz,
  -- The provider's token of identity, sealed: it is shown to the provider when signing out there.
  ADD COLUMN sso_token text,
  ADD UNIQUE (tenant_id, id);
CREATE INDEX session_of_person ON session (tenant_id, person_id);

-- Tokens of machines. What is stored is a hash; prefix is what a person knows it by.
CREATE TABLE api_token (
  tenant_id    uuid NOT NULL,
  id           uuid NOT NULL,
  token_hash   text NOT NULL,
  prefix       text NOT NULL,
  person_id    uuid NOT NULL,
  name         text NOT NULL,
  scopes       text[] NOT NULL CHECK (cardinality(scopes) > 0),
  created_at   timestamptz NOT NULL,
  created_by   uuid NOT NULL,
  expires_at   timestamptz NOT NULL,
  last_used_at timestamptz,
  revoked_at   timestamptz,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, token_hash),
  FOREIGN KEY (tenant_id, person_id) REFERENCES person (tenant_id, id),
  FOREIGN KEY (tenant_id, created_by) REFERENCES person (tenant_id, id)
);
CREATE INDEX api_token_of_person ON api_token (tenant_id, person_id);

-- Who a provider of single sign-on knows as whom.
CREATE TABLE sso_identity (
  tenant_id uuid NOT NULL,
  issuer    text NOT NULL,
  subject   text NOT NULL,
  person_id uuid NOT NULL,
  linked_at timestamptz NOT NULL,
  -- Null where the provider's own word for the account did it.
  linked_by uuid,
  PRIMARY KEY (tenant_id, issuer, subject),
  UNIQUE (tenant_id, issuer, person_id),
  FOREIGN KEY (tenant_id, person_id) REFERENCES person (tenant_id, id),
  FOREIGN KEY (tenant_id, linked_by) REFERENCES person (tenant_id, id)
);

-- A sign-in on its way through the provider: used once, and by the browser that began it.
CREATE TABLE sso_attempt (
  tenant_id  uuid NOT NULL REFERENCES tenant (id),
  token_hash text NOT NULL,
  -- State, nonce and verifier, sealed with the server's keys.
  checks     text NOT NULL,
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, token_hash)
);

-- What was set when, and by whom, so that a conflict can say so.
ALTER TABLE setting ADD COLUMN changed_at timestamptz NOT NULL DEFAULT now();
ALTER TABLE setting ADD COLUMN changed_by uuid;
ALTER TABLE setting ADD FOREIGN KEY (tenant_id, changed_by) REFERENCES person (tenant_id, id);

SELECT luoshi_protect(t::regclass) FROM unnest(ARRAY[
  'past_password', 'sign_in_failure', 'second_factor', 'recovery_code', 'api_token', 'sso_identity', 'sso_attempt']) AS t;
