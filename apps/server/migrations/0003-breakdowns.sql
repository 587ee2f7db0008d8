-- Breakdowns: what is decided about each sentence of the targets and plan parts, edit by edit.

CREATE TABLE issuance (
  tenant_id       uuid NOT NULL REFERENCES tenant (id),
  id              uuid NOT NULL,
  report_id       uuid NOT NULL,
  organ_id        uuid NOT NULL,
  document_number text NOT NULL,
  title           text NOT NULL,
  issued_on       date NOT NULL,
  issued_at       timestamptz NOT NULL,
  issued_by       uuid,
  issued_by_name  text NOT NULL,
  items           integer NOT NULL CHECK (items > 0),
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, report_id),
  UNIQUE (tenant_id, organ_id, document_number),
  FOREIGN KEY (tenant_id, report_id) REFERENCES report (tenant_id, id),
  FOREIGN KEY (tenant_id, organ_id) REFERENCES issuing_organ (tenant_id, id),
  FOREIGN KEY (tenant_id, issued_by) REFERENCES person (tenant_id, id)
);
CREATE TRIGGER issuance_rows_stay BEFORE UPDATE OR DELETE ON issuance FOR EACH ROW EXECUTE FUNCTION luoshi_append_only();
CREATE TRIGGER issuance_table_stays BEFORE TRUNCATE ON issuance FOR EACH STATEMENT EXECUTE FUNCTION luoshi_append_only();

-- Every edit locks this row first: edits of one breakdown happen one after another.
CREATE TABLE breakdown (
  tenant_id  uuid NOT NULL,
  report_id  uuid NOT NULL,
  stage      text NOT NULL CHECK (stage IN ('draft', 'issued')),
  revision   bigint NOT NULL,
  PRIMARY KEY (tenant_id, report_id),
  FOREIGN KEY (tenant_id, report_id) REFERENCES report (tenant_id, id)
);

CREATE TABLE decision (
  tenant_id       uuid NOT NULL,
  report_id       uuid NOT NULL,
  sentence        text NOT NULL,
  disposition     text NOT NULL CHECK (disposition IN ('single', 'split', 'merged', 'none', 'pending')),
  reason          text NOT NULL,
  merged_into     text,
  -- Items in the making (DraftState): owned by their decision, edited and undone with it.
  items           jsonb NOT NULL,
  -- The id that its first item gets, fixed at import.
  item_id         uuid NOT NULL,
  -- The revision that brought it to what it is; 0 as imported. An undo brings back the number with the state.
  edit            bigint NOT NULL,
  -- The revision that last touched it, undo included: what `changes` looks at.
  touched         bigint NOT NULL,
  decided_by      uuid,
  decided_by_name text,
  decided_at      timestamptz,
  row_version     bigint NOT NULL DEFAULT 1,
  PRIMARY KEY (tenant_id, report_id, sentence),
  FOREIGN KEY (tenant_id, report_id) REFERENCES breakdown (tenant_id, report_id),
  FOREIGN KEY (tenant_id, report_id, sentence) REFERENCES report_sentence (tenant_id, report_id, id),
  FOREIGN KEY (tenant_id, report_id, merged_into) REFERENCES report_sentence (tenant_id, report_id, id),
  FOREIGN KEY (tenant_id, decided_by) REFERENCES person (tenant_id, id),
  CHECK ((disposition = 'merged') = (merged_into IS NOT NULL)),
  CHECK ((disposition = 'none') = (reason <> '')),
  CHECK (CASE disposition WHEN 'single' THEN jsonb_array_length(items) = 1
                          WHEN 'split' THEN jsonb_array_length(items) > 1
                          ELSE jsonb_array_length(items) = 0 END)
);
CREATE INDEX decision_touched ON decision (tenant_id, report_id, touched);

-- What each edit replaced, so that its author can take it back.
CREATE TABLE breakdown_edit (
  tenant_id   uuid NOT NULL,
  report_id   uuid NOT NULL,
  revision    bigint NOT NULL,
  person_id   uuid NOT NULL,
  person_name text NOT NULL,
  operation   text NOT NULL,
  at          timestamptz NOT NULL,
  -- The decisions as they were (whole rows), by sentence.
  replaced    jsonb NOT NULL,
  undone_at   timestamptz,
  PRIMARY KEY (tenant_id, report_id, revision),
  FOREIGN KEY (tenant_id, report_id) REFERENCES breakdown (tenant_id, report_id),
  FOREIGN KEY (tenant_id, person_id) REFERENCES person (tenant_id, id)
);
CREATE INDEX breakdown_edit_in_force ON breakdown_edit (tenant_id, report_id, person_id, revision) WHERE undone_at IS NULL;

-- What became of each sentence when a newer version was imported.
CREATE TABLE carry_over (
  tenant_id      uuid NOT NULL,
  report_id      uuid NOT NULL,
  position       integer NOT NULL,
  from_report_id uuid NOT NULL,
  carried        text NOT NULL CHECK (carried IN ('unchanged', 'changed', 'moved', 'added', 'removed')),
  from_sentence  text,
  to_sentence    text,
  similarity     double precision NOT NULL,
  decision_kept  boolean NOT NULL,
  PRIMARY KEY (tenant_id, report_id, position),
  FOREIGN KEY (tenant_id, report_id, to_sentence) REFERENCES report_sentence (tenant_id, report_id, id),
  FOREIGN KEY (tenant_id, from_report_id, from_sentence) REFERENCES report_sentence (tenant_id, report_id, id)
);
CREATE TRIGGER carry_over_rows_stay BEFORE UPDATE OR DELETE ON carry_over FOR EACH ROW EXECUTE FUNCTION luoshi_append_only();
CREATE TRIGGER carry_over_table_stays BEFORE TRUNCATE ON carry_over FOR EACH STATEMENT EXECUTE FUNCTION luoshi_append_only();

SELECT luoshi_protect(t::regclass) FROM unnest(ARRAY['issuance', 'breakdown', 'decision', 'breakdown_edit', 'carry_over']) AS t;
