/** The cases of all rooms. */
import { globSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { PermissionCases, PersonThings, PlaceThings } from './case.ts';

interface RoomCases {
  readonly cases: PermissionCases;
  readonly things?: PlaceThings;
  readonly mine?: PersonThings;
}

const MODULES = join(import.meta.dirname, '../../modules');
// Things of a room are made of those of the rooms that it builds on.
const FIRST = ['people', 'accounts', 'reports', 'breakdowns', 'ledgers'];
const rank = (path: string): number => {
  const at = FIRST.indexOf(basename(dirname(path)));
  return at < 0 ? FIRST.length : at;
};

const paths = globSync(join(MODULES, '*/permission.cases.ts')).sort((a, b) => rank(a) - rank(b) || a.localeCompare(b));
export const roomCases: readonly RoomCases[] = await Promise.all(
  paths.map((path) => import(/* @vite-ignore */ path) as Promise<RoomCases>),
);

export const allCases: PermissionCases = Object.assign({}, ...roomCases.map((room) => room.cases));
