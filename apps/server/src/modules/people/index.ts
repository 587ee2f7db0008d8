import type { Room } from '../../room.ts';
import { readNamesJob } from './read-names.ts';
import { routes } from './routes.ts';
import { personalColumns } from './tables.ts';
import { takeEffectJob } from './take-effect.ts';

export { type FirstAdministrator, loadPack } from './load-pack.ts';
export { nameReading } from './pinyin.ts';
export {
  cityOf,
  type NameThen,
  namesOn,
  organisationsOn,
  organsOf,
  postsOf,
  regionsOf,
  sponsorsOn,
} from './queries.ts';
export { stateOf } from './state.ts';

export const people: Room = { name: 'people', routes, personal: personalColumns, jobs: [readNamesJob, takeEffectJob] };
