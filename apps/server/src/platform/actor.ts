import type { Role } from '../modules/people/contract.ts';

/** A post held today, own or as a deputy, whose role has been granted. */
export interface HeldPost {
  readonly id: string;
  readonly organisationId: string;
  readonly role: Role;
  /** Region of the organisation. */
  readonly regionCode: string;
  /** The region is the city itself. */
  readonly ofCity: boolean;
  /** Whose post it is, where the actor only stands in for them (AB 角). */
  readonly deputyFor: string | null;
}

/** What a session lacks before it may do anything else: a new password, or the second factor. */
export type Restriction = 'password' | 'second_factor';

/** Who acts: the person of a session or token with the posts held today, or the system in a job. */
export interface Actor {
  readonly tenantId: string;
  /** Null for the system, and for somebody without a session. */
  readonly personId: string | null;
  readonly name: string;
  readonly posts: readonly HeldPost[];
  /** How the act came in. */
  readonly via: 'page' | 'token' | 'job' | 'command';
  /** The network address that it came from; null where there is none. */
  readonly address: string | null;
  /** Null unless a browser's session. */
  readonly sessionId: string | null;
  readonly restriction: Restriction | null;
  /** Operations that a machine's token is for ("ledgers.list-items", or "ledgers.*"); null for people. */
  readonly tokenScopes: readonly string[] | null;
}

const ALONE = { posts: [], address: null, sessionId: null, restriction: null, tokenScopes: null } as const;

/** The system itself, in jobs and at first run; history shows it as 系统. */
export const systemActor = (tenantId: string): Actor => ({
  ...ALONE,
  tenantId,
  personId: null,
  name: '系统',
  via: 'job',
});

/** Somebody without a session. */
export const nobody = (tenantId: string, address: string | null): Actor => ({
  ...ALONE,
  tenantId,
  personId: null,
  name: '',
  via: 'page',
  address,
});

/** A person in whose name the system acts where they are not present: jobs that go on with what they began. */
export const onBehalfOf = (tenantId: string, person: { id: string; name: string }): Actor => ({
  ...ALONE,
  tenantId,
  personId: person.id,
  name: person.name,
  via: 'job',
});

/** True when one of the actor's posts has one of the roles. */
export const hasRole = (actor: Actor, roles: readonly Role[]): boolean =>
  actor.posts.some((post) => roles.includes(post.role));
