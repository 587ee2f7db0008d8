import type { Room } from '../../room.ts';
import { readNamesJob } from './read-names.ts';
import { routes } from './routes.ts';
import { personalColumns } from './tables.ts';
import { takeEffectJob } from './take-effect.ts';

export { insertOrganisation } from './add-organisation.ts';
export {
  membersSet,
  organisationAdded,
  organisationImported,
  personAdded,
  personChanged,
  postAdded,
  postChanged,
} from './events.ts';
export { type FirstAdministrator, loadPack } from './load-pack.ts';
export { membersByGroup, replaceMembers } from './memberships.ts';
export { allFacts, changedFacts } from './organisation-facts.ts';
export { personFacts } from './person-rows.ts';
export { nameReading } from './pinyin.ts';
export { type PostRow, postFacts, widens } from './post-rows.ts';
export {
  cityOf,
  cityRegion,
  type NameThen,
  namesOn,
  organisationsOn,
  organsOf,
  postsOf,
  regionsOf,
  sponsorsOn,
} from './queries.ts';
export { stateOf } from './state.ts';
export { findOrganisation, lockStructure, touch, writeChange } from './structure.ts';
export { checkPost, keepingApart } from './write-post.ts';

export const people: Room = { name: 'people', routes, personal: personalColumns, jobs: [readNamesJob, takeEffectJob] };
