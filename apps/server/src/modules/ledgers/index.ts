import type { Room } from '../../room.ts';
import { routes } from './routes.ts';

export { addItems, type NewItem, SUPERVISION } from './add-items.ts';
export { ledgerEntries } from './entries.ts';
export { itemIssued } from './events.ts';
export { itemPage } from './queries.ts';
export { itemViews } from './view.ts';

export const ledgers: Room = { name: 'ledgers', routes };
