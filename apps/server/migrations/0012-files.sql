-- Evidence: files that somebody hands in for something, with what is known of them.

CREATE TABLE evidence (
  tenant_id       uuid NOT NULL REFERENCES tenant (id),
  id              uuid NOT NULL,
  -- What it is handed in for: the table's name and the row's id.
  subject_kind    text NOT NULL,
  subject_id      uuid NOT NULL,
  kind            text NOT NULL CHECK (kind IN ('picture', 'pdf', 'office', 'video')),
  -- The content that is kept; null once it was found infected.
  sha256          text,
  -- The content as it came in, before a place was taken out of it: the same file twice has the same.
  received_sha256 text NOT NULL,
  -- Of a picture, its image data alone: survives another name, another date, a place taken out.
  image_sha256    text,
  file_name       text NOT NULL,
  media_type      text NOT NULL,
  bytes           bigint NOT NULL,
  -- From the picture itself: when, and where unless the city keeps no places.
  taken_at        timestamptz,
  latitude        double precision,
  longitude       double precision,
  scan            text NOT NULL CHECK (scan IN ('clean', 'none', 'quarantine', 'infected')),
  person_id       uuid,
  person_name     text NOT NULL,
  created_at      timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, sha256) REFERENCES file (tenant_id, sha256),
  FOREIGN KEY (tenant_id, person_id) REFERENCES person (tenant_id, id),
  CHECK ((latitude IS NULL) = (longitude IS NULL)),
  CHECK ((sha256 IS NULL) = (scan = 'infected'))
);
CREATE INDEX evidence_of_subject ON evidence (tenant_id, subject_kind, subject_id, id);
CREATE INDEX evidence_by_content ON evidence (tenant_id, received_sha256);
CREATE INDEX evidence_by_image ON evidence (tenant_id, image_sha256) WHERE image_sha256 IS NOT NULL;

SELECT luoshi_protect('evidence');
