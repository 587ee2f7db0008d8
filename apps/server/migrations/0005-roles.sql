-- Roles of the whole city, how far they reach, and settings.

ALTER TABLE post DROP CONSTRAINT post_role_check;
UPDATE post SET role = 'system_administrator' WHERE role = 'administrator';
ALTER TABLE post ADD CONSTRAINT post_role_check CHECK (role IN (
  'supervision', 'reporter', 'approver', 'county_office', 'leader', 'project_office', 'statistics', 'duty_officer', 'viewer',
  'system_administrator', 'security_administrator', 'audit_administrator'));

-- A role gives permission once the security administrator has granted it.
ALTER TABLE post ADD COLUMN granted_at timestamptz;
UPDATE post SET granted_at = now();

-- Every organisation belongs to a region: its own, or that of the one above it, or the city.
WITH RECURSIVE placed AS (
  SELECT tenant_id, id, coalesce(region_code, (
    SELECT code FROM region WHERE region.tenant_id = organisation.tenant_id AND parent_code IS NULL ORDER BY position LIMIT 1)) AS region_code
  FROM organisation WHERE parent_id IS NULL
  UNION ALL
  SELECT organisation.tenant_id, organisation.id, coalesce(organisation.region_code, placed.region_code)
  FROM organisation JOIN placed ON placed.tenant_id = organisation.tenant_id AND placed.id = organisation.parent_id
)
UPDATE organisation SET region_code = placed.region_code
FROM placed WHERE placed.tenant_id = organisation.tenant_id AND placed.id = organisation.id AND organisation.region_code IS NULL;
ALTER TABLE organisation ALTER COLUMN region_code SET NOT NULL;
CREATE INDEX organisation_below ON organisation (tenant_id, parent_id);
CREATE INDEX organisation_member_of ON organisation_member (tenant_id, member_id);

-- What a city has set otherwise than the program's safe defaults.
CREATE TABLE setting (
  tenant_id   uuid NOT NULL REFERENCES tenant (id),
  name        text NOT NULL,
  value       jsonb NOT NULL,
  row_version bigint NOT NULL DEFAULT 1,
  PRIMARY KEY (tenant_id, name)
);
SELECT luoshi_protect('setting');
