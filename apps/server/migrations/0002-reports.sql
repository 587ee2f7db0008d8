-- Reports: imported once, never changed. Offsets (start_at, end_at) are UTF-16 units of report.text.

CREATE TABLE report (
  tenant_id        uuid NOT NULL REFERENCES tenant (id),
  id               uuid NOT NULL,
  organ_id         uuid NOT NULL,
  year             integer NOT NULL,
  version          integer NOT NULL CHECK (version > 0),
  version_label    text NOT NULL,
  title            text NOT NULL,
  region           text NOT NULL,
  -- Whose report it is: '' for the organ's own region, else the region that the report names. A stranger's report uploaded
  -- by mistake is no new version of our own, and closes nothing.
  series           text NOT NULL,
  -- What the references of its sentences begin with: R2026-1; with the region's code where it is not the city's own.
  reference_prefix text NOT NULL,
  file_name        text NOT NULL,
  sha256           text NOT NULL,
  bytes            bigint NOT NULL,
  text             text NOT NULL,
  characters       integer NOT NULL,
  unread           jsonb NOT NULL,
  sections         integer NOT NULL,
  sentences        integer NOT NULL,
  measures         integer NOT NULL,
  tasks            integer NOT NULL,
  imported_at      timestamptz NOT NULL,
  imported_by      uuid,
  imported_by_name text NOT NULL,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, organ_id, year, series, version),
  UNIQUE (tenant_id, sha256),
  UNIQUE (tenant_id, reference_prefix),
  FOREIGN KEY (tenant_id, organ_id) REFERENCES issuing_organ (tenant_id, id),
  FOREIGN KEY (tenant_id, sha256) REFERENCES file (tenant_id, sha256),
  FOREIGN KEY (tenant_id, imported_by) REFERENCES person (tenant_id, id)
);

CREATE TABLE report_section (
  tenant_id uuid NOT NULL,
  report_id uuid NOT NULL,
  id        text NOT NULL,
  position  integer NOT NULL,
  parent    text NOT NULL,
  level     integer NOT NULL,
  title     text NOT NULL,
  part      text NOT NULL CHECK (part IN ('review', 'targets', 'plan', 'other')),
  start_at  integer NOT NULL,
  end_at    integer NOT NULL,
  PRIMARY KEY (tenant_id, report_id, id),
  FOREIGN KEY (tenant_id, report_id) REFERENCES report (tenant_id, id)
);

CREATE TABLE report_sentence (
  tenant_id uuid NOT NULL,
  report_id uuid NOT NULL,
  id        text NOT NULL,
  -- Its place in the report, from 1.
  position  integer NOT NULL,
  section   text NOT NULL,
  part      text NOT NULL CHECK (part IN ('review', 'targets', 'plan', 'other')),
  task      boolean NOT NULL,
  reason    text NOT NULL,
  start_at  integer NOT NULL,
  end_at    integer NOT NULL,
  reference text NOT NULL,
  PRIMARY KEY (tenant_id, report_id, id),
  UNIQUE (tenant_id, reference),
  FOREIGN KEY (tenant_id, report_id) REFERENCES report (tenant_id, id)
);

CREATE TABLE report_measure (
  tenant_id       uuid NOT NULL,
  report_id       uuid NOT NULL,
  id              text NOT NULL,
  position        integer NOT NULL,
  sentence        text NOT NULL,
  start_at        integer NOT NULL,
  end_at          integer NOT NULL,
  raw             text NOT NULL,
  value           double precision,
  unit            text NOT NULL,
  canonical_value double precision,
  canonical_unit  text NOT NULL,
  indicator       text NOT NULL,
  aspect          text NOT NULL,
  direction       text NOT NULL,
  kind            text NOT NULL,
  bound           text NOT NULL,
  scope           text NOT NULL,
  period          text NOT NULL,
  implied         jsonb NOT NULL,
  PRIMARY KEY (tenant_id, report_id, id),
  FOREIGN KEY (tenant_id, report_id, sentence) REFERENCES report_sentence (tenant_id, report_id, id)
);
CREATE INDEX report_measure_in_order ON report_measure (tenant_id, report_id, position);

-- What the engine proposed at import: the beginning of every item, kept as it was.
CREATE TABLE report_task (
  tenant_id uuid NOT NULL,
  report_id uuid NOT NULL,
  id        text NOT NULL,
  position  integer NOT NULL,
  sentence  text NOT NULL,
  start_at  integer NOT NULL,
  end_at    integer NOT NULL,
  due       date,
  clauses   jsonb NOT NULL,
  leads     jsonb NOT NULL,
  PRIMARY KEY (tenant_id, report_id, id),
  FOREIGN KEY (tenant_id, report_id, sentence) REFERENCES report_sentence (tenant_id, report_id, id)
);
CREATE INDEX report_task_of_sentence ON report_task (tenant_id, report_id, sentence);

CREATE TABLE report_import (
  tenant_id     uuid NOT NULL REFERENCES tenant (id),
  id            uuid NOT NULL,
  organ_id      uuid NOT NULL,
  file_name     text NOT NULL,
  sha256        text NOT NULL,
  bytes         bigint NOT NULL,
  year          integer,
  version_label text NOT NULL,
  state         text NOT NULL CHECK (state IN ('queued', 'reading', 'decomposing', 'saving', 'done', 'failed')),
  progress      integer NOT NULL CHECK (progress BETWEEN 0 AND 100),
  report_id     uuid,
  duplicate     boolean NOT NULL DEFAULT false,
  error_code    text,
  error_message text,
  person_id     uuid,
  person_name   text NOT NULL,
  created_at    timestamptz NOT NULL,
  finished_at   timestamptz,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, organ_id) REFERENCES issuing_organ (tenant_id, id),
  FOREIGN KEY (tenant_id, report_id) REFERENCES report (tenant_id, id),
  FOREIGN KEY (tenant_id, person_id) REFERENCES person (tenant_id, id),
  CHECK ((state = 'done') = (report_id IS NOT NULL)),
  CHECK ((state = 'failed') = (error_code IS NOT NULL))
);

DO $$
DECLARE tab text;
BEGIN
  FOREACH tab IN ARRAY ARRAY['report', 'report_section', 'report_sentence', 'report_measure', 'report_task'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION luoshi_append_only()', tab || '_rows_stay', tab);
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION luoshi_append_only()', tab || '_table_stays', tab);
  END LOOP;
END $$;

SELECT luoshi_protect(t::regclass) FROM unnest(ARRAY[
  'report', 'report_section', 'report_sentence', 'report_measure', 'report_task', 'report_import']) AS t;
