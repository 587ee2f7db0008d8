import { hashPassword, newSessionToken, verifyPassword } from '../../platform/auth.ts';
import { AppError } from '../../platform/errors.ts';
import { SESSION_COOKIE } from '../../platform/http/app.ts';
import { operation } from '../../platform/operation.ts';
import { record } from '../record/index.ts';
import { authenticate } from './authenticate.ts';
import { Me, SignInRequest } from './contract.ts';
import { signedIn } from './events.ts';
import { allowed, meView } from './view.ts';

const SESSION_HOURS = 12;

// Compared where there is no such account, so that the time taken does not tell.
const nobody = hashPassword('');

export const signIn = operation({
  name: 'accounts.sign-in',
  may: 'anyone',
  leaves: [signedIn],
  input: SignInRequest,
  output: Me,
  run: async ({ tx, actor: { tenantId, address }, clock, input, operations, reply }) => {
    const account = await tx
      .selectFrom('account')
      .where('tenant_id', '=', tenantId)
      .where('name', '=', input.account)
      .select(['person_id', 'password_hash', 'disabled_at'])
      .executeTakeFirst();
    const right = await verifyPassword(input.password, account?.password_hash ?? (await nobody));
    if (!account || !right || account.disabled_at)
      throw new AppError('SIGN_IN_FAILED', '账号或密码不对。请检查后重试；忘记密码请联系管理员。');
    const { token, hash } = newSessionToken();
    const now = clock.now();
    const expires = new Date(now.getTime() + SESSION_HOURS * 3_600_000);
    await tx.deleteFrom('session').where('tenant_id', '=', tenantId).where('expires_at', '<=', now).execute();
    await tx
      .insertInto('session')
      .values({
        tenant_id: tenantId,
        token_hash: hash,
        person_id: account.person_id,
        created_at: now,
        expires_at: expires,
      })
      .execute();
    const credentials = { tenantId, session: token, bearer: null, address, clock };
    const actor = (await authenticate(tx, credentials))!;
    await record(tx, {
      actor,
      clock,
      type: signedIn,
      subject: account.person_id,
      before: null,
      after: null,
    });
    reply.setCookie(SESSION_COOKIE, token, { expires });
    return meView(tx, { ...actor, personId: account.person_id }, clock, allowed(actor, operations));
  },
});
