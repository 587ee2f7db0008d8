import type { Room } from '../../room.ts';
import { routes } from './routes.ts';

export { authenticate } from './authenticate.ts';
export { demoAccountsOf } from './queries.ts';

export const accounts: Room = { name: 'accounts', routes };
