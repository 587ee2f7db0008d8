/** What a case's words mean for somebody and a place. Written for these tests alone: nothing of it is the product's. */
import { BUSINESS_ROLES, type Role } from '../../modules/people/contract.ts';
import type { ErrorCode } from '../../platform/errors.ts';
import type { Caller, Distance, PermissionCase, Place } from './case.ts';

export type Outcome = 'allowed' | 'beyond' | ErrorCode;

const INSIDE: readonly Place[] = ['city', 'department', 'county', 'other county'];
const CITY: readonly Place[] = ['city', 'department'];

/** Places within a distance from where somebody holds their post. */
const WITHIN: Record<Exclude<Distance, 'own'>, Record<Caller['at'], readonly Place[]>> = {
  'whole city': { city: INSIDE, department: INSIDE, county: INSIDE },
  'own government': { city: CITY, department: CITY, county: ['county'] },
  'own government and below': { city: INSIDE, department: INSIDE, county: ['county'] },
  'own government, below, and what is issued above': {
    city: INSIDE,
    department: INSIDE,
    county: ['county', 'city', 'department'],
  },
  'own organisation': { city: ['city'], department: ['department'], county: ['county'] },
};

/** How far a case lets a role get; null where not at all. */
export function distanceOf({ who }: PermissionCase, role: Role): Distance | null {
  if (who === 'anyone' || who === 'signed-in') return 'whole city';
  const group = BUSINESS_ROLES.includes(role) ? who.business : who.administrators;
  return who[role] ?? group ?? who['signed-in'] ?? null;
}

/** What somebody (null: without a session) must get about a thing at a place. */
export function expected(of: PermissionCase, caller: Caller | null, place: Place | 'self'): Outcome {
  if (caller === null) return of.who === 'anyone' ? 'allowed' : 'SIGN_IN_REQUIRED';
  const distance = distanceOf(of, caller.role);
  if (distance === null) return 'NOT_ALLOWED';
  // A request that is about nothing is the same everywhere.
  if (of.ask.length === 0 && !of.shows) return 'allowed';
  if (distance === 'own') return place === 'self' ? 'allowed' : 'beyond';
  if (place === 'self') return 'allowed';
  return WITHIN[distance][caller.at].includes(place) ? 'allowed' : 'beyond';
}
