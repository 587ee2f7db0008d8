import type { Role } from '../modules/people/contract.ts';
import type { May } from './operation.ts';

/** Who acts: the person of a session with the posts held today, or the system in a job. */
export interface Actor {
  readonly tenantId: string;
  /** Null for the system. */
  readonly personId: string | null;
  readonly name: string;
  readonly posts: readonly { readonly id: string; readonly organisationId: string; readonly role: Role }[];
}

/** The system itself, in jobs and at first run; history shows it as 系统. */
export const systemActor = (tenantId: string): Actor => ({ tenantId, personId: null, name: '系统', posts: [] });

/** True when one of the actor's posts has one of the roles. */
export const hasRole = (actor: Actor, roles: readonly Role[]): boolean =>
  actor.posts.some((post) => roles.includes(post.role));

/** Whether somebody with a session may call an operation. */
export const permits = (may: May, actor: Actor): boolean =>
  may === 'anyone' || may === 'signed-in' || hasRole(actor, may);
