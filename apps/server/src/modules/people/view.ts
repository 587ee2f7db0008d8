import type { Organisation } from './contract.ts';
import type { OrganisationOnDay } from './queries.ts';

export const organisationView = (row: OrganisationOnDay): Organisation => ({
  id: row.id,
  code: row.code,
  name: row.name,
  shortName: row.short_name,
  kind: row.kind,
  order: row.position,
  parentId: row.parent_id,
  regionCode: row.region_code,
  pinyin: row.pinyin,
  endsOn: row.valid_to,
});
