-- Telling people: what lies in each person's inbox, what goes out by mail, robot and text message, and where to.

-- One row a person: the number of the last change in their inbox. Whoever changes the inbox takes the row first, so that the
-- changes of one person are numbered in the order in which they commit, and a broken stream can go on where it ended.
CREATE TABLE inbox (
  tenant_id     uuid NOT NULL,
  person_id     uuid NOT NULL,
  last_change   bigint NOT NULL DEFAULT 0,
  -- When the daily digest is due next; null while there is nothing to sum up.
  digest_due_at timestamptz,
  PRIMARY KEY (tenant_id, person_id),
  FOREIGN KEY (tenant_id, person_id) REFERENCES person (tenant_id, id)
);

-- One a person and matter: a matter that speaks again renews it.
CREATE TABLE notification (
  tenant_id   uuid NOT NULL,
  id          uuid NOT NULL,
  person_id   uuid NOT NULL,
  matter_kind text NOT NULL,
  matter_id   text NOT NULL,
  type        text NOT NULL,
  urgency     text NOT NULL CHECK (urgency IN ('normal', 'urgent')),
  title       text NOT NULL,
  text        text NOT NULL,
  link        text NOT NULL,
  state       text NOT NULL CHECK (state IN ('unread', 'read', 'archived')),
  -- How often the matter has spoken since it was last read.
  times       integer NOT NULL CHECK (times > 0),
  -- The inbox's number of the last change of this row.
  change      bigint NOT NULL,
  spoken_at   timestamptz NOT NULL,
  seen_at     timestamptz,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, person_id, matter_kind, matter_id),
  UNIQUE (tenant_id, person_id, change),
  FOREIGN KEY (tenant_id, person_id) REFERENCES inbox (tenant_id, person_id)
);
CREATE INDEX notification_newest ON notification (tenant_id, person_id, spoken_at, id);
CREATE INDEX notification_unread ON notification (tenant_id, person_id, spoken_at, id) WHERE state = 'unread';

-- What a person has set for themselves; what is null is as the city has it.
CREATE TABLE notification_preference (
  tenant_id   uuid NOT NULL,
  person_id   uuid NOT NULL,
  quiet       jsonb,
  digest      jsonb,
  -- {"reports.imported": {"mail": "at_once", "sms": "off"}}
  choices     jsonb NOT NULL DEFAULT '{}',
  row_version bigint NOT NULL DEFAULT 1,
  PRIMARY KEY (tenant_id, person_id),
  FOREIGN KEY (tenant_id, person_id) REFERENCES person (tenant_id, id)
);

-- A robot in a group of 企业微信 or 钉钉 that repeats notices of these types there.
CREATE TABLE robot (
  tenant_id   uuid NOT NULL REFERENCES tenant (id),
  id          uuid NOT NULL,
  name        text NOT NULL,
  channel     text NOT NULL CHECK (channel IN ('wecom', 'dingtalk')),
  -- Address and secret, sealed with the server's keys.
  sealed      text NOT NULL,
  shown       text NOT NULL,
  signed      boolean NOT NULL,
  types       text[] NOT NULL,
  enabled     boolean NOT NULL,
  row_version bigint NOT NULL DEFAULT 1,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, name)
);

-- What goes out of the house: one row a message, through its whole life.
CREATE TABLE message (
  tenant_id       uuid NOT NULL REFERENCES tenant (id),
  -- Also its idempotency key: the same in every attempt.
  id              uuid NOT NULL,
  channel         text NOT NULL CHECK (channel IN ('mail', 'sms', 'wecom', 'dingtalk')),
  -- Null for a robot's.
  person_id       uuid,
  robot_id        uuid,
  robot_name      text NOT NULL DEFAULT '',
  notification_id uuid,
  -- A notification type's name, 'digest' or 'test'.
  type            text NOT NULL,
  urgency         text NOT NULL CHECK (urgency IN ('normal', 'urgent')),
  -- Masked: where it goes is looked up when it is sent.
  address         text NOT NULL DEFAULT '',
  subject         text NOT NULL,
  body            text NOT NULL,
  link            text NOT NULL,
  state           text NOT NULL CHECK (state IN ('waiting', 'sending', 'sent', 'delivered', 'failed', 'unknown')),
  -- Quiet hours hold it until then.
  held_until      timestamptz,
  -- When it is tried next; null when it will not be.
  due_at          timestamptz,
  attempts        integer NOT NULL DEFAULT 0,
  simulated       boolean NOT NULL DEFAULT false,
  last_error      text,
  created_at      timestamptz NOT NULL,
  ended_at        timestamptz,
  row_version     bigint NOT NULL DEFAULT 1,
  PRIMARY KEY (tenant_id, id),
  CHECK ((person_id IS NULL) <> (robot_name = '')),
  FOREIGN KEY (tenant_id, person_id) REFERENCES person (tenant_id, id),
  FOREIGN KEY (tenant_id, notification_id) REFERENCES notification (tenant_id, id)
);
CREATE INDEX message_newest ON message (tenant_id, id);
CREATE INDEX message_by_state ON message (tenant_id, state, id);

SELECT luoshi_protect(t::regclass) FROM unnest(ARRAY['inbox', 'notification', 'notification_preference', 'robot', 'message']) AS t;
