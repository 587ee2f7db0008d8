import type { Selectable } from 'kysely';
import type { Organisation } from './contract.ts';
import type { PeopleTables } from './tables.ts';

export const organisationView = (row: Selectable<PeopleTables['organisation']>): Organisation => ({
  id: row.id,
  code: row.code,
  name: row.name,
  shortName: row.short_name,
  kind: row.kind,
  order: row.position,
  pinyin: row.pinyin,
});
