import type { OrganisationState } from './tables.ts';

/** The places of official order lie this far apart, so that a new organisation finds one between two others. */
export const PLACE = 1000;

/** What about an organisation changes with time, of a row that has more. */
export const stateOf = (row: OrganisationState): OrganisationState => ({
  name: row.name,
  short_name: row.short_name,
  kind: row.kind,
  position: row.position,
  aliases: row.aliases,
  function: row.function,
  duties: row.duties,
  region_code: row.region_code,
  parent_id: row.parent_id,
  pinyin: row.pinyin,
});
