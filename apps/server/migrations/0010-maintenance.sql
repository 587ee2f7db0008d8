-- Backups that were made or tried, by command or on schedule: what doctor and the metrics look at.

CREATE TABLE backup (
  tenant_id   uuid NOT NULL REFERENCES tenant (id),
  id          uuid NOT NULL,
  started_at  timestamptz NOT NULL,
  finished_at timestamptz NOT NULL,
  scheduled   boolean NOT NULL,
  folder      text NOT NULL,
  table_rows  bigint,
  files       bigint,
  bytes       bigint,
  -- Why it failed; null for one that is whole.
  problem     text,
  PRIMARY KEY (tenant_id, id)
);
CREATE INDEX backup_by_time ON backup (tenant_id, finished_at);
SELECT luoshi_protect('backup');
