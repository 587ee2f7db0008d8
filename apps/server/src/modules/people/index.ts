import type { Room } from '../../room.ts';
import { routes } from './routes.ts';

export { cityOf, organisationsOn, organsOf, sponsorsOn } from './queries.ts';
export { sessionActor } from './session-actor.ts';

export const people: Room = { name: 'people', routes };
