-- The record: who acted by which post and from where, the chain over all events, its signed checkpoints, and keys for what
-- is personal in it.

-- Null in what was recorded before this migration.
ALTER TABLE event ADD COLUMN actor_post_id uuid;
ALTER TABLE event ADD COLUMN actor_organisation_id uuid;
ALTER TABLE event ADD COLUMN via text CHECK (via IN ('page', 'token', 'job', 'command'));
-- Name and network address of who acted, sealed with their key. actor_name is for the system, which is nobody.
ALTER TABLE event ADD COLUMN actor_personal text;
-- SM3 over all columns, as the event was written.
ALTER TABLE event ADD COLUMN digest text;
CREATE INDEX event_by_actor ON event (tenant_id, actor_id, id);
-- Costs a write next to nothing, and time and place on disk go together.
CREATE INDEX event_by_time ON event USING brin (tenant_id, at);

-- Nothing renamed a person before: whoever acted is called as the person is, and that can be erased.
ALTER TABLE event DISABLE TRIGGER event_rows_stay;
UPDATE event SET actor_name = '' WHERE actor_id IS NOT NULL;
ALTER TABLE event ENABLE TRIGGER event_rows_stay;

-- An event that is not in the chain yet; gone when it is. Written with the event, so that one which commits late is not passed over.
DROP TABLE outbox;
CREATE TABLE outbox (
  tenant_id uuid NOT NULL,
  event_id  uuid NOT NULL,
  PRIMARY KEY (tenant_id, event_id)
);
INSERT INTO outbox SELECT tenant_id, id FROM event;

-- hash = SM3(hash of the position before, position, event, digest).
CREATE TABLE event_link (
  tenant_id uuid NOT NULL REFERENCES tenant (id),
  position  bigint NOT NULL CHECK (position > 0),
  event_id  uuid NOT NULL,
  digest    text NOT NULL,
  hash      text NOT NULL,
  linked_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, position),
  UNIQUE (tenant_id, event_id)
);

CREATE TABLE event_checkpoint (
  tenant_id uuid NOT NULL REFERENCES tenant (id),
  number    bigint NOT NULL CHECK (number > 0),
  position  bigint NOT NULL,
  hash      text NOT NULL,
  at        timestamptz NOT NULL,
  -- SM3 of the checkpoint before; empty in the first.
  previous  text NOT NULL,
  signature text NOT NULL,
  PRIMARY KEY (tenant_id, number)
);

-- Which keys the city's content is sealed and signed with: others are refused at start.
CREATE TABLE key_mark (
  tenant_id   uuid PRIMARY KEY REFERENCES tenant (id),
  fingerprint text NOT NULL,
  public_key  text NOT NULL,
  created_at  timestamptz NOT NULL
);

-- What a person's values inside events are sealed with, itself sealed by the server's key. Without it they are gone.
CREATE TABLE personal_key (
  tenant_id  uuid NOT NULL,
  person_id  uuid NOT NULL,
  sealed     text,
  created_at timestamptz NOT NULL,
  erased_at  timestamptz,
  PRIMARY KEY (tenant_id, person_id),
  CHECK ((sealed IS NULL) = (erased_at IS NOT NULL))
);

-- Erasing a person takes two: one administrator asks, another confirms.
CREATE TABLE erasure (
  tenant_id   uuid NOT NULL,
  id          uuid NOT NULL,
  person_id   uuid NOT NULL,
  state       text NOT NULL CHECK (state IN ('asked', 'done', 'refused')),
  why         text NOT NULL,
  asked_by    uuid NOT NULL,
  asked_at    timestamptz NOT NULL,
  decided_by  uuid,
  decided_at  timestamptz,
  row_version bigint NOT NULL DEFAULT 1,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, person_id) REFERENCES person (tenant_id, id),
  FOREIGN KEY (tenant_id, asked_by) REFERENCES person (tenant_id, id),
  FOREIGN KEY (tenant_id, decided_by) REFERENCES person (tenant_id, id),
  CHECK ((state = 'asked') = (decided_at IS NULL))
);
CREATE UNIQUE INDEX erasure_open ON erasure (tenant_id, person_id) WHERE state = 'asked';

-- Each time somebody had the record examined, or written to a file.
CREATE TABLE record_check (
  tenant_id   uuid NOT NULL REFERENCES tenant (id),
  id          uuid NOT NULL,
  kind        text NOT NULL CHECK (kind IN ('verification', 'export')),
  asked_by    uuid,
  asked_at    timestamptz NOT NULL,
  finished_at timestamptz,
  events      bigint NOT NULL DEFAULT 0,
  faults      jsonb NOT NULL DEFAULT '[]',
  notes       jsonb NOT NULL DEFAULT '[]',
  sha256      text,
  error       text,
  PRIMARY KEY (tenant_id, id)
);

-- Append-only, as before; but a column that the trigger names may be blanked of an erased person.
CREATE OR REPLACE FUNCTION luoshi_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND TG_NARGS = 1 THEN
    IF to_jsonb(NEW) ->> TG_ARGV[0] = '已注销人员' AND to_jsonb(NEW) - TG_ARGV[0] = to_jsonb(OLD) - TG_ARGV[0] THEN
      RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END $$;
DROP TRIGGER report_rows_stay ON report;
CREATE TRIGGER report_rows_stay BEFORE UPDATE OR DELETE ON report FOR EACH ROW EXECUTE FUNCTION luoshi_append_only('imported_by_name');
DROP TRIGGER issuance_rows_stay ON issuance;
CREATE TRIGGER issuance_rows_stay BEFORE UPDATE OR DELETE ON issuance FOR EACH ROW EXECUTE FUNCTION luoshi_append_only('issued_by_name');

DO $$
DECLARE tab text;
BEGIN
  FOREACH tab IN ARRAY ARRAY['event_link', 'event_checkpoint'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION luoshi_append_only()', tab || '_rows_stay', tab);
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION luoshi_append_only()', tab || '_table_stays', tab);
  END LOOP;
END $$;

SELECT luoshi_protect(t::regclass) FROM unnest(ARRAY[
  'outbox', 'event_link', 'event_checkpoint', 'key_mark', 'personal_key', 'erasure', 'record_check']) AS t;
-- The role of operations has no right that the triggers would have to refuse.
DO $$ BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'luoshi_app') THEN
    REVOKE UPDATE, DELETE ON event, event_link, event_checkpoint FROM luoshi_app;
  END IF;
END $$;
