import { ECONOMY } from './economy.ts';
import { LAND } from './land.ts';
import { PARTY, SOCIETY } from './society.ts';
import type { GovernmentFunction } from './types.ts';

export type { GovernmentFunction } from './types.ts';
export { PARTY };

/** The standard functions of a city or province government and the party departments that lead tasks. */
export const FUNCTIONS: readonly GovernmentFunction[] = [...ECONOMY, ...LAND, ...SOCIETY, ...PARTY];
