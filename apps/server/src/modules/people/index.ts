import type { Room } from '../../room.ts';
import { routes } from './routes.ts';

export { type FirstAdministrator, loadPack } from './load-pack.ts';
export { cityOf, organisationsOn, organsOf, postsOf, sponsorsOn } from './queries.ts';

export const people: Room = { name: 'people', routes };
