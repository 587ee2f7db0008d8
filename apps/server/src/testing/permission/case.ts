/**
 * What a room expects of its routes, written by hand and without its declarations: the generated test compares the two.
 * See world.ts for the places and the people.
 */
import type { Role } from '../../modules/people/contract.ts';
import type { Restriction } from '../../platform/actor.ts';
import type { ErrorCode } from '../../platform/errors.ts';
import type { TestServer } from '../harness.ts';

/** Where a thing of the world belongs. 'self' is the caller's own. */
export const PLACES = ['city', 'department', 'county', 'other county', 'other city'] as const;
export type Place = (typeof PLACES)[number];

/** How far somebody is meant to get. */
export type Distance =
  | 'whole city'
  | 'own government'
  | 'own government and below'
  | 'own government, below, and what is issued above'
  | 'own organisation'
  | 'own';

export interface There {
  readonly place: Place | 'self';
  readonly tenantId: string;
  readonly regionCode: string;
  /** Of the government of the place's region. */
  readonly organId: string;
  readonly organisationId: string;
  /** The reporter there; at 'self' the caller. */
  readonly personId: string;
  readonly postId: string;
  readonly account: string;
  /** What the rooms put there. */
  readonly things: Readonly<Record<string, string>>;
}

/** Somebody who calls: a person with one post. */
export interface Caller {
  readonly role: Role;
  readonly at: 'city' | 'department' | 'county';
  readonly tenantId: string;
  readonly regionCode: string;
  readonly organisationId: string;
  readonly personId: string;
  readonly postId: string;
  readonly account: string;
}

export interface Ask {
  /** For the {names} in the address. */
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: object;
  /** A multipart form with this file; `body` are its other fields. */
  readonly file?: { readonly field?: string; readonly name: string; readonly bytes: Uint8Array };
}

export type Who =
  | 'anyone'
  | 'signed-in'
  | Partial<Record<Role | 'business' | 'administrators' | 'signed-in', Distance>>;

export interface PermissionCase {
  /** What is right, as somebody in the office would say it. */
  readonly rule: string;
  readonly who: Who;
  readonly ask: (there: There, caller: Caller | null) => Ask;
  /** Of a list: the text that the thing there shows as, present exactly where it is within reach. */
  readonly shows?: (there: There) => string;
  /** What is answered about a thing out of reach; NOT_FOUND unless told. */
  readonly beyond?: ErrorCode;
  /** Refusals that only somebody permitted can get. */
  readonly passed?: readonly ErrorCode[];
  readonly despite?: readonly Restriction[];
  /** What a machine's token for it is made for, where several operations are one permission; null where no token gets in. */
  readonly token?: string | null;
}

/** By the operation's name; several where it matters what the thing is like. */
export type PermissionCases = Readonly<Record<string, PermissionCase | readonly PermissionCase[]>>;

/** The world as rooms may add to it. */
export interface World {
  readonly server: TestServer;
  /** The first city's organisations by code, and the second's. */
  readonly organisations: Readonly<Record<string, string>>;
  readonly neighbour: Readonly<Record<string, string>>;
}
export type PlaceThings = (at: { world: World; there: There }) => Promise<Record<string, string>>;
export type PersonThings = (of: { world: World; caller: Caller }) => Promise<Record<string, string>>;
