import type { HeldPost } from '../../../platform/actor.ts';
import type { May } from '../../../platform/permission.ts';
import type { Role } from '../../people/contract.ts';

/** Who may do what, and what the city sets, is not for machines to change. */
const CLOSED_ROOMS: readonly string[] = ['accounts', 'settings'];

/** Who grants and who keeps accounts is there in person. */
const NEVER_BY_TOKEN: readonly Role[] = ['system_administrator', 'security_administrator'];

/** Of a person's posts those that a machine may act with. */
export const machinePosts = (posts: readonly HeldPost[]): readonly HeldPost[] =>
  posts.filter((post) => !NEVER_BY_TOKEN.includes(post.role));

const roomOf = (scope: string): string => scope.split('.')[0]!;

/** Whether a machine may ever get in by this scope, whatever its token says. */
export const openToTokens = (scope: string): boolean => !CLOSED_ROOMS.includes(roomOf(scope));

/** The operations that a token may be for, by room; of all those that `may` lets through. */
export function scopesBy(operations: ReadonlyMap<string, May>, may: (may: May) => boolean): Map<string, string[]> {
  const rooms = new Map<string, string[]>();
  for (const [name, who] of operations) {
    if (!openToTokens(name) || who === 'anyone' || !may(who)) continue;
    rooms.set(roomOf(name), [...(rooms.get(roomOf(name)) ?? []), name]);
  }
  return rooms;
}

/** Whether "ledgers.*" or "ledgers.list-items" is among them. */
export function covers(open: ReadonlyMap<string, readonly string[]>, scope: string): boolean {
  const names = open.get(roomOf(scope));
  return names !== undefined && (scope.endsWith('.*') || names.includes(scope));
}
