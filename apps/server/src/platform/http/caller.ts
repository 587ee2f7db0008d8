import type { FastifyRequest } from 'fastify';
import { type Actor, nobody } from '../actor.ts';
import type { Tx } from '../db/database.ts';
import { AppError } from '../errors.ts';
import type { Operation } from '../operation.ts';
import { permits } from '../permission.ts';
import type { App } from './app.ts';
import { sessionTokenOf } from './reply.ts';

/** Who calls: by a browser's session or a machine's token; nobody where there is neither, or it has ended. */
export async function actorOf(app: App, tx: Tx, request: FastifyRequest): Promise<Actor> {
  const tenantId = app.platform.tenantId();
  const { clock } = app.platform;
  const session = sessionTokenOf(request);
  const bearer = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1] ?? null;
  if (session === null && bearer === null) return nobody(tenantId, request.ip);
  const actor = await app.platform.authenticate(tx, { tenantId, session, bearer, address: request.ip, clock });
  return actor ?? nobody(tenantId, request.ip);
}

/** Whether they may call the operation at all. Throws SIGN_IN_REQUIRED, NOT_ALLOWED, PASSWORD_CHANGE_REQUIRED, SECOND_FACTOR_REQUIRED. */
export function permit(operation: Operation, actor: Actor): void {
  if (operation.may === 'anyone') return;
  if (actor.personId === null) throw new AppError('SIGN_IN_REQUIRED', '请先登录。登录可能已经过期，重新登录后可继续。');
  if (actor.restriction && !operation.despite?.includes(actor.restriction)) throw RESTRICTED[actor.restriction]();
  if (permits(operation.may, actor) && coveredByToken(actor, operation)) return;
  throw new AppError('NOT_ALLOWED', '您的岗位没有做这件事的权限。如确需办理，请联系督查室或管理员。', {
    operation: operation.name,
  });
}

const RESTRICTED = {
  password: () => new AppError('PASSWORD_CHANGE_REQUIRED', '请先修改密码，再继续使用。'),
  second_factor: () => new AppError('SECOND_FACTOR_REQUIRED', '请先输入动态口令，再继续使用。'),
};

/** A token may do what its owner may, and of that only what it was made for: permissions by name, or all of a room. */
function coveredByToken({ tokenScopes }: Actor, { name, permission = name }: Operation): boolean {
  if (tokenScopes === null) return true;
  return tokenScopes.some((scope) => scope === permission || scope === `${permission.split('.')[0]}.*`);
}
