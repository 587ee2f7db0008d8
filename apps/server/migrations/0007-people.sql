-- People and organisations through time: what an organisation was called and under whom it stood, who belongs to a group,
-- who stands in for whom, who granted a role, and imports from Excel.

-- How an organisation was from a day on, until its next state or its end. So two states can never overlap.
-- The row in organisation is how it is today; a job changes it on the day from which the next state holds.
CREATE TABLE organisation_state (
  tenant_id       uuid NOT NULL,
  organisation_id uuid NOT NULL,
  valid_from      date NOT NULL,
  name            text NOT NULL CHECK (name <> ''),
  short_name      text NOT NULL CHECK (short_name <> ''),
  kind            text NOT NULL CHECK (kind IN
    ('government', 'party', 'department', 'county', 'township', 'park', 'enterprise', 'institution', 'group', 'other')),
  position        integer NOT NULL,
  aliases         text[] NOT NULL,
  function        text NOT NULL,
  duties          text[] NOT NULL,
  region_code     text NOT NULL,
  parent_id       uuid,
  pinyin          text NOT NULL,
  PRIMARY KEY (tenant_id, organisation_id, valid_from),
  FOREIGN KEY (tenant_id, organisation_id) REFERENCES organisation (tenant_id, id),
  FOREIGN KEY (tenant_id, region_code) REFERENCES region (tenant_id, code),
  FOREIGN KEY (tenant_id, parent_id) REFERENCES organisation (tenant_id, id),
  CHECK (parent_id <> organisation_id)
);
CREATE INDEX organisation_state_below ON organisation_state (tenant_id, parent_id);

-- Places with room between them, so that a new organisation finds one without moving the others.
UPDATE organisation SET position = position * 1000;
INSERT INTO organisation_state
SELECT tenant_id, id, valid_from, name, short_name, kind, position, aliases, function, duties, region_code, parent_id, pinyin
FROM organisation;

-- Who took over the work of an organisation that ended, the first of them first.
CREATE TABLE organisation_successor (
  tenant_id       uuid NOT NULL,
  organisation_id uuid NOT NULL,
  successor_id    uuid NOT NULL,
  position        integer NOT NULL,
  PRIMARY KEY (tenant_id, organisation_id, successor_id),
  FOREIGN KEY (tenant_id, organisation_id) REFERENCES organisation (tenant_id, id),
  FOREIGN KEY (tenant_id, successor_id) REFERENCES organisation (tenant_id, id),
  CHECK (successor_id <> organisation_id)
);
CREATE INDEX organisation_successor_of ON organisation_successor (tenant_id, successor_id);
INSERT INTO organisation_successor
SELECT tenant_id, id, successor_id, 1 FROM organisation WHERE successor_id IS NOT NULL;

-- Who belonged to a group, when. organisation_member is who does today.
CREATE TABLE organisation_membership (
  tenant_id  uuid NOT NULL,
  group_id   uuid NOT NULL,
  member_id  uuid NOT NULL,
  valid_from date NOT NULL,
  valid_to   date,
  position   integer NOT NULL,
  PRIMARY KEY (tenant_id, group_id, member_id, valid_from),
  FOREIGN KEY (tenant_id, group_id) REFERENCES organisation (tenant_id, id),
  FOREIGN KEY (tenant_id, member_id) REFERENCES organisation (tenant_id, id),
  CHECK (valid_to > valid_from)
);
INSERT INTO organisation_membership
SELECT organisation_member.tenant_id, group_id, member_id, greatest(head.valid_from, member.valid_from), NULL, organisation_member.position
FROM organisation_member
JOIN organisation head ON head.tenant_id = organisation_member.tenant_id AND head.id = group_id
JOIN organisation member ON member.tenant_id = organisation_member.tenant_id AND member.id = member_id;

ALTER TABLE issuing_organ ADD COLUMN ended_on date;
ALTER TABLE issuing_organ ADD COLUMN row_version bigint NOT NULL DEFAULT 1;

-- code is the city's own number for a person, by which an import knows them again.
ALTER TABLE person ADD COLUMN code text;
ALTER TABLE person ADD COLUMN phone text;
ALTER TABLE person ADD COLUMN email text;
ALTER TABLE person ADD COLUMN organisation_id uuid;
ALTER TABLE person ADD FOREIGN KEY (tenant_id, organisation_id) REFERENCES organisation (tenant_id, id);
CREATE INDEX person_of_organisation ON person (tenant_id, organisation_id);
ALTER TABLE person ADD COLUMN pinyin text NOT NULL DEFAULT '';
CREATE UNIQUE INDEX person_code ON person (tenant_id, code);

ALTER TABLE post ADD COLUMN granted_by uuid;
ALTER TABLE post ADD COLUMN withdrawn_at timestamptz;
ALTER TABLE post ADD COLUMN row_version bigint NOT NULL DEFAULT 1;
ALTER TABLE post ADD FOREIGN KEY (tenant_id, granted_by) REFERENCES person (tenant_id, id);
ALTER TABLE post ADD CHECK (granted_at IS NULL OR withdrawn_at IS NULL);
CREATE INDEX post_in_organisation ON post (tenant_id, organisation_id);
-- A post or deputy that was called off before it began ends on the day of its beginning: it never holds.
ALTER TABLE post DROP CONSTRAINT post_check;
ALTER TABLE post ADD CONSTRAINT post_period CHECK (valid_to >= valid_from);

-- Who acts with somebody else's post while that one is away (AB 角).
CREATE TABLE deputy (
  tenant_id   uuid NOT NULL,
  id          uuid NOT NULL,
  post_id     uuid NOT NULL,
  person_id   uuid NOT NULL,
  valid_from  date NOT NULL,
  valid_to    date,
  reason      text NOT NULL,
  set_by      uuid,
  -- At once where the post's holder or the organisation's approver set it; what the system administrator sets waits for
  -- the security administrator like every permission. It gives none before.
  granted_at   timestamptz,
  granted_by   uuid,
  withdrawn_at timestamptz,
  row_version  bigint NOT NULL DEFAULT 1,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, post_id) REFERENCES post (tenant_id, id),
  FOREIGN KEY (tenant_id, person_id) REFERENCES person (tenant_id, id),
  FOREIGN KEY (tenant_id, set_by) REFERENCES person (tenant_id, id),
  FOREIGN KEY (tenant_id, granted_by) REFERENCES person (tenant_id, id),
  CHECK (granted_at IS NULL OR withdrawn_at IS NULL),
  CONSTRAINT deputy_period CHECK (valid_to >= valid_from)
);
CREATE INDEX deputy_of_post ON deputy (tenant_id, post_id);
CREATE INDEX deputy_by_person ON deputy (tenant_id, person_id);

-- The backstop of 三员分立: on no day does a person hold an administrator's role and another one, own or as a deputy.
CREATE FUNCTION luoshi_administrators_apart() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  who uuid;
BEGIN
  FOR who IN
    SELECT NEW.person_id
    UNION SELECT deputy.person_id FROM deputy
      WHERE TG_TABLE_NAME = 'post' AND deputy.tenant_id = NEW.tenant_id AND deputy.post_id = NEW.id
  LOOP
    -- Two posts given to one person at the same moment see each other.
    PERFORM FROM person WHERE tenant_id = NEW.tenant_id AND id = who FOR NO KEY UPDATE;
    IF EXISTS (
      WITH held AS (
        SELECT role, daterange(valid_from, valid_to) AS days FROM post WHERE tenant_id = NEW.tenant_id AND person_id = who
        UNION ALL
        SELECT post.role, daterange(deputy.valid_from, deputy.valid_to) * daterange(post.valid_from, post.valid_to)
        FROM deputy JOIN post ON post.tenant_id = deputy.tenant_id AND post.id = deputy.post_id
        WHERE deputy.tenant_id = NEW.tenant_id AND deputy.person_id = who AND deputy.withdrawn_at IS NULL
      )
      SELECT FROM held administrator JOIN held other
        ON other.role <> administrator.role AND other.days && administrator.days
      WHERE administrator.role IN ('system_administrator', 'security_administrator', 'audit_administrator')
    ) THEN
      RAISE EXCEPTION 'an administrator holds no other role' USING ERRCODE = 'check_violation', CONSTRAINT = 'administrators_apart';
    END IF;
  END LOOP;
  RETURN NULL;
END $$;
CREATE TRIGGER post_administrators_apart AFTER INSERT OR UPDATE OF person_id, role, valid_from, valid_to ON post
  FOR EACH ROW EXECUTE FUNCTION luoshi_administrators_apart();
CREATE TRIGGER deputy_administrators_apart AFTER INSERT OR UPDATE OF person_id, post_id, valid_from, valid_to, withdrawn_at ON deputy
  FOR EACH ROW EXECUTE FUNCTION luoshi_administrators_apart();

-- An import from Excel: compared first, applied when somebody has seen what it would do.
CREATE TABLE people_import (
  tenant_id     uuid NOT NULL REFERENCES tenant (id),
  id            uuid NOT NULL,
  file_name     text NOT NULL,
  sha256        text NOT NULL,
  -- From when what it changes about an organisation holds.
  holds_from    date NOT NULL,
  state         text NOT NULL CHECK (state IN ('checked', 'applying', 'done', 'failed')),
  progress      integer NOT NULL CHECK (progress BETWEEN 0 AND 100),
  -- Of everything that it would change, and of what was there before: applied is this and nothing else.
  digest        text NOT NULL,
  counts        jsonb NOT NULL,
  problems      jsonb NOT NULL,
  error_code    text,
  error_message text,
  person_id     uuid NOT NULL,
  created_at    timestamptz NOT NULL,
  finished_at   timestamptz,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, person_id) REFERENCES person (tenant_id, id),
  CHECK ((state = 'failed') = (error_code IS NOT NULL))
);
-- One at a time: two that apply at once would change what the other showed.
CREATE UNIQUE INDEX people_import_applying ON people_import (tenant_id) WHERE state = 'applying';

-- What an import would change, in the order in which it is done. When it has ended only the words of it are kept: the values
-- are personal data.
CREATE TABLE people_import_step (
  tenant_id uuid NOT NULL,
  import_id uuid NOT NULL,
  position  integer NOT NULL,
  words     jsonb NOT NULL,
  step      jsonb,
  done      boolean NOT NULL DEFAULT false,
  PRIMARY KEY (tenant_id, import_id, position),
  FOREIGN KEY (tenant_id, import_id) REFERENCES people_import (tenant_id, id)
);

SELECT luoshi_protect(t::regclass) FROM unnest(ARRAY[
  'organisation_state', 'organisation_successor', 'organisation_membership', 'deputy', 'people_import', 'people_import_step']) AS t;

-- How names are read when typed is worked out in Node: once for what is there, then with every change.
INSERT INTO job (tenant_id, id, kind, payload, due_at, created_at)
SELECT id, gen_random_uuid(), 'people.read-names', '{}', now(), now() FROM tenant;
