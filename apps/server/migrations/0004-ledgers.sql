-- Ledgers: numbered items, who leads them, and the words of the report that each stands on.

CREATE TABLE item (
  tenant_id       uuid NOT NULL REFERENCES tenant (id),
  id              uuid NOT NULL,
  kind            text NOT NULL,
  -- The version of the kind that the item lives by; changing a kind never breaks items under way.
  kind_version    integer NOT NULL,
  organ_id        uuid NOT NULL,
  number          text NOT NULL,
  issuance_id     uuid NOT NULL,
  position        integer NOT NULL,
  report_id       uuid NOT NULL,
  wording         text NOT NULL,
  original        text NOT NULL,
  section_path    text[] NOT NULL,
  targets         text[] NOT NULL,
  sponsor_id      uuid,
  -- The post held when it was issued.
  sponsor_title   text,
  due             date,
  quarters        jsonb NOT NULL,
  document_number text NOT NULL,
  created_at      timestamptz NOT NULL,
  row_version     bigint NOT NULL DEFAULT 1,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, organ_id, number),
  UNIQUE (tenant_id, issuance_id, position),
  FOREIGN KEY (tenant_id, organ_id) REFERENCES issuing_organ (tenant_id, id),
  FOREIGN KEY (tenant_id, issuance_id) REFERENCES issuance (tenant_id, id),
  FOREIGN KEY (tenant_id, report_id) REFERENCES report (tenant_id, id),
  FOREIGN KEY (tenant_id, sponsor_id) REFERENCES person (tenant_id, id),
  CHECK ((sponsor_id IS NULL) = (sponsor_title IS NULL))
);
CREATE INDEX item_on_ledger ON item (tenant_id, kind, id);
CREATE INDEX item_of_report ON item (tenant_id, report_id, id);

CREATE TABLE assignment (
  tenant_id       uuid NOT NULL,
  item_id         uuid NOT NULL,
  organisation_id uuid NOT NULL,
  role            text NOT NULL CHECK (role IN ('lead', 'joint_lead', 'support')),
  -- The order within the role: the first-named leads.
  position        integer NOT NULL,
  PRIMARY KEY (tenant_id, item_id, organisation_id),
  FOREIGN KEY (tenant_id, item_id) REFERENCES item (tenant_id, id),
  FOREIGN KEY (tenant_id, organisation_id) REFERENCES organisation (tenant_id, id)
);
CREATE INDEX assignment_of_organisation ON assignment (tenant_id, organisation_id, item_id);
CREATE UNIQUE INDEX assignment_one_lead ON assignment (tenant_id, item_id) WHERE role = 'lead';

CREATE TABLE item_anchor (
  tenant_id uuid NOT NULL,
  item_id   uuid NOT NULL,
  position  integer NOT NULL,
  report_id uuid NOT NULL,
  sentence  text NOT NULL,
  start_at  integer NOT NULL,
  end_at    integer NOT NULL CHECK (end_at > start_at),
  PRIMARY KEY (tenant_id, item_id, position),
  FOREIGN KEY (tenant_id, item_id) REFERENCES item (tenant_id, id),
  FOREIGN KEY (tenant_id, report_id, sentence) REFERENCES report_sentence (tenant_id, report_id, id)
);
CREATE INDEX item_anchor_of_sentence ON item_anchor (tenant_id, report_id, sentence);
-- Where an item comes from never changes.
CREATE TRIGGER item_anchor_rows_stay BEFORE UPDATE OR DELETE ON item_anchor FOR EACH ROW EXECUTE FUNCTION luoshi_append_only();
CREATE TRIGGER item_anchor_table_stays BEFORE TRUNCATE ON item_anchor FOR EACH STATEMENT EXECUTE FUNCTION luoshi_append_only();

SELECT luoshi_protect(t::regclass) FROM unnest(ARRAY['item', 'assignment', 'item_anchor']) AS t;
