-- The ground: the city, its organisations and people, and what every operation stands on.
-- Every primary, unique and foreign key starts with tenant_id (the city), so that the schema can be sharded by it unchanged.

-- The role that operations run as. Where the connecting user may not create roles, row level security is forced on the
-- owner itself (see luoshi_protect), so the backstop holds there too.
DO $$
BEGIN
  CREATE ROLE luoshi_app NOLOGIN;
EXCEPTION WHEN duplicate_object OR unique_violation OR insufficient_privilege THEN NULL;
END $$;
DO $$
BEGIN
  IF NOT pg_has_role(current_user, 'luoshi_app', 'MEMBER') THEN
    EXECUTE format('GRANT luoshi_app TO %I', current_user);
  END IF;
EXCEPTION WHEN undefined_object OR insufficient_privilege THEN NULL;
END $$;

-- The city of the transaction; null outside of one, and then no row is seen.
CREATE FUNCTION luoshi_tenant() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(current_setting('luoshi.tenant_id', true), '')::uuid $$;

-- Puts a table behind row level security: one city a transaction; the owner sees all in a transaction of the system.
-- Every migration calls it for each table that it makes.
CREATE FUNCTION luoshi_protect(tab regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', tab);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', tab);
  EXECUTE format('CREATE POLICY own_city ON %s USING (tenant_id = luoshi_tenant()) WITH CHECK (tenant_id = luoshi_tenant())', tab);
  EXECUTE format($p$CREATE POLICY system ON %s TO CURRENT_USER
    USING (current_setting('luoshi.system', true) = 'on') WITH CHECK (current_setting('luoshi.system', true) = 'on')$p$, tab);
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'luoshi_app') THEN
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO luoshi_app', tab);
  END IF;
END $$;

CREATE TABLE tenant (
  id         uuid PRIMARY KEY,
  code       text NOT NULL UNIQUE,
  name       text NOT NULL,
  demo       boolean NOT NULL DEFAULT false,
  loaded_at  timestamptz,
  created_at timestamptz NOT NULL DEFAULT now()
);
ALTER TABLE tenant ENABLE ROW LEVEL SECURITY;
ALTER TABLE tenant FORCE ROW LEVEL SECURITY;
CREATE POLICY own_city ON tenant FOR SELECT USING (id = luoshi_tenant());
CREATE POLICY system ON tenant TO CURRENT_USER
  USING (current_setting('luoshi.system', true) = 'on') WITH CHECK (current_setting('luoshi.system', true) = 'on');
DO $$ BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'luoshi_app') THEN GRANT SELECT ON tenant TO luoshi_app; END IF;
END $$;

CREATE TABLE region (
  tenant_id   uuid NOT NULL REFERENCES tenant (id),
  code        text NOT NULL,
  name        text NOT NULL,
  short_name  text NOT NULL,
  parent_code text,
  level       text NOT NULL,
  position    integer NOT NULL,
  valid_from  date NOT NULL,
  valid_to    date,
  PRIMARY KEY (tenant_id, code),
  FOREIGN KEY (tenant_id, parent_code) REFERENCES region (tenant_id, code),
  CHECK (valid_to IS NULL OR valid_to > valid_from)
);

CREATE TABLE organisation (
  tenant_id   uuid NOT NULL REFERENCES tenant (id),
  id          uuid NOT NULL,
  code        text NOT NULL,
  name        text NOT NULL,
  short_name  text NOT NULL,
  kind        text NOT NULL CHECK (kind IN
    ('government', 'party', 'department', 'county', 'township', 'park', 'enterprise', 'institution', 'group', 'other')),
  position    integer NOT NULL,
  aliases     text[] NOT NULL DEFAULT '{}',
  function    text NOT NULL DEFAULT '',
  duties      text[] NOT NULL DEFAULT '{}',
  region_code text,
  parent_id   uuid,
  successor_id uuid,
  pinyin      text NOT NULL,
  valid_from  date NOT NULL,
  valid_to    date,
  row_version bigint NOT NULL DEFAULT 1,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, code),
  FOREIGN KEY (tenant_id, region_code) REFERENCES region (tenant_id, code),
  FOREIGN KEY (tenant_id, parent_id) REFERENCES organisation (tenant_id, id),
  FOREIGN KEY (tenant_id, successor_id) REFERENCES organisation (tenant_id, id),
  CHECK (valid_to IS NULL OR valid_to > valid_from)
);
CREATE INDEX organisation_in_official_order ON organisation (tenant_id, position);

CREATE TABLE organisation_member (
  tenant_id uuid NOT NULL,
  group_id  uuid NOT NULL,
  member_id uuid NOT NULL,
  position  integer NOT NULL,
  PRIMARY KEY (tenant_id, group_id, member_id),
  FOREIGN KEY (tenant_id, group_id) REFERENCES organisation (tenant_id, id),
  FOREIGN KEY (tenant_id, member_id) REFERENCES organisation (tenant_id, id)
);

CREATE TABLE issuing_organ (
  tenant_id       uuid NOT NULL REFERENCES tenant (id),
  id              uuid NOT NULL,
  name            text NOT NULL,
  region_code     text NOT NULL,
  organisation_id uuid,
  number_prefixes jsonb NOT NULL,
  position        integer NOT NULL,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, name),
  FOREIGN KEY (tenant_id, region_code) REFERENCES region (tenant_id, code),
  FOREIGN KEY (tenant_id, organisation_id) REFERENCES organisation (tenant_id, id)
);

CREATE TABLE person (
  tenant_id   uuid NOT NULL REFERENCES tenant (id),
  id          uuid NOT NULL,
  name        text NOT NULL,
  created_at  timestamptz NOT NULL DEFAULT now(),
  row_version bigint NOT NULL DEFAULT 1,
  PRIMARY KEY (tenant_id, id)
);

CREATE TABLE post (
  tenant_id       uuid NOT NULL,
  id              uuid NOT NULL,
  person_id       uuid NOT NULL,
  organisation_id uuid NOT NULL,
  title           text NOT NULL,
  role            text NOT NULL CHECK (role IN ('supervision', 'reporter', 'approver', 'leader', 'viewer', 'administrator')),
  sponsor         boolean NOT NULL DEFAULT false,
  position        integer NOT NULL,
  valid_from      date NOT NULL,
  valid_to        date,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, person_id) REFERENCES person (tenant_id, id),
  FOREIGN KEY (tenant_id, organisation_id) REFERENCES organisation (tenant_id, id),
  CHECK (valid_to IS NULL OR valid_to > valid_from)
);
CREATE INDEX post_of_person ON post (tenant_id, person_id);

CREATE TABLE account (
  tenant_id     uuid NOT NULL,
  name          text NOT NULL,
  person_id     uuid NOT NULL,
  password_hash text NOT NULL,
  disabled_at   timestamptz,
  demo_password text,
  position      integer NOT NULL DEFAULT 0,
  created_at    timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, name),
  FOREIGN KEY (tenant_id, person_id) REFERENCES person (tenant_id, id)
);

CREATE TABLE session (
  tenant_id  uuid NOT NULL,
  token_hash text NOT NULL,
  person_id  uuid NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, token_hash),
  FOREIGN KEY (tenant_id, person_id) REFERENCES person (tenant_id, id)
);
CREATE INDEX session_by_end ON session (tenant_id, expires_at);

CREATE TABLE event (
  tenant_id    uuid NOT NULL REFERENCES tenant (id),
  id           uuid NOT NULL,
  at           timestamptz NOT NULL,
  actor_id     uuid,
  actor_name   text NOT NULL,
  operation    text NOT NULL,
  subject_kind text NOT NULL,
  subject_id   text NOT NULL,
  before       jsonb,
  after        jsonb,
  why          text NOT NULL DEFAULT '',
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, actor_id) REFERENCES person (tenant_id, id)
);
CREATE INDEX event_of_subject ON event (tenant_id, subject_kind, subject_id, id);

-- What was written down stays as it was written: for the owner of the tables too.
CREATE FUNCTION luoshi_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER event_rows_stay BEFORE UPDATE OR DELETE ON event FOR EACH ROW EXECUTE FUNCTION luoshi_append_only();
CREATE TRIGGER event_table_stays BEFORE TRUNCATE ON event FOR EACH STATEMENT EXECUTE FUNCTION luoshi_append_only();

CREATE TABLE outbox (
  tenant_id    uuid NOT NULL,
  id           uuid NOT NULL,
  event_id     uuid NOT NULL,
  created_at   timestamptz NOT NULL DEFAULT now(),
  delivered_at timestamptz,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, event_id) REFERENCES event (tenant_id, id)
);
CREATE INDEX outbox_undelivered ON outbox (tenant_id, id) WHERE delivered_at IS NULL;

CREATE TABLE idempotency (
  tenant_id    uuid NOT NULL,
  person_id    uuid NOT NULL,
  key          text NOT NULL,
  operation    text NOT NULL,
  request_hash text NOT NULL,
  status       integer NOT NULL DEFAULT 0,
  answer       jsonb,
  created_at   timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, person_id, key),
  FOREIGN KEY (tenant_id, person_id) REFERENCES person (tenant_id, id)
);
CREATE INDEX idempotency_by_age ON idempotency (tenant_id, created_at);

-- The last human number given: 河政督〔2026〕12号 is organ, document kind, year, 12.
CREATE TABLE counter (
  tenant_id     uuid NOT NULL,
  organ_id      uuid NOT NULL,
  document_kind text NOT NULL,
  year          integer NOT NULL,
  value         bigint NOT NULL,
  PRIMARY KEY (tenant_id, organ_id, document_kind, year),
  FOREIGN KEY (tenant_id, organ_id) REFERENCES issuing_organ (tenant_id, id)
);

CREATE TABLE job (
  tenant_id    uuid NOT NULL REFERENCES tenant (id),
  id           uuid NOT NULL,
  kind         text NOT NULL,
  payload      jsonb NOT NULL,
  state        text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'running', 'done', 'failed')),
  due_at       timestamptz NOT NULL,
  attempts     integer NOT NULL DEFAULT 0,
  leased_until timestamptz,
  worker       text,
  last_error   text,
  created_at   timestamptz NOT NULL,
  finished_at  timestamptz,
  PRIMARY KEY (tenant_id, id)
);
-- Claims run across cities: due time first.
CREATE INDEX job_waiting ON job (due_at) WHERE state = 'waiting';
CREATE INDEX job_running ON job (leased_until) WHERE state = 'running';

CREATE TABLE file (
  tenant_id  uuid NOT NULL REFERENCES tenant (id),
  sha256     text NOT NULL,
  bytes      bigint NOT NULL,
  media_type text NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, sha256)
);

SELECT luoshi_protect(t::regclass) FROM unnest(ARRAY[
  'region', 'organisation', 'organisation_member', 'issuing_organ', 'person', 'post', 'account', 'session',
  'event', 'outbox', 'idempotency', 'counter', 'job', 'file']) AS t;
