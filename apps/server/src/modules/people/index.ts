import type { Room } from '../../room.ts';
import { routes } from './routes.ts';

export { type FirstAdministrator, loadPack } from './load-pack.ts';
export { cityOf, demoAccountsOf, organisationsOn, organsOf, sponsorsOn } from './queries.ts';
export { sessionActor } from './session-actor.ts';

export const people: Room = { name: 'people', routes };
