import type { App } from '../../platform/http/app.ts';
import { mount } from '../../platform/http/mount.ts';
import { accountHistory } from './account-history.ts';
import { endAccountSessions, listAccountSessions } from './account-sessions.ts';
import { beginSecondFactor } from './begin-second-factor.ts';
import { changePassword } from './change-password.ts';
import { confirmSecondFactor } from './confirm-second-factor.ts';
import { createAccount } from './create-account.ts';
import { disableAccount, enableAccount } from './disable-account.ts';
import { endOwnSession, endOwnSessions } from './end-own-sessions.ts';
import { giveSecondFactor } from './give-second-factor.ts';
import { greet } from './greet.ts';
import { listAccounts } from './list-accounts.ts';
import { listSessions } from './list-sessions.ts';
import { makeRecoveryCodes } from './make-recovery-codes.ts';
import { removeSecondFactor } from './remove-second-factor.ts';
import { resetPassword } from './reset-password.ts';
import { resetSecondFactor } from './reset-second-factor.ts';
import { showAccount } from './show-account.ts';
import { showMe } from './show-me.ts';
import { showOwnAccount } from './show-own-account.ts';
import { signIn } from './sign-in.ts';
import { signOut } from './sign-out.ts';
import { beginSso } from './sso/begin-sso.ts';
import { finishSso } from './sso/finish-sso.ts';
import { linkSso, listSsoIdentities, unlinkSso } from './sso/identities.ts';
import { createAccountToken, listAccountTokens, listTokenScopes, revokeAccountToken } from './tokens/account-tokens.ts';
import { createOwnToken, listOwnTokenScopes, listOwnTokens, revokeOwnToken } from './tokens/own-tokens.ts';
import { unlockAccount } from './unlock-account.ts';
import { whoMay } from './who-may.ts';

/** An office behind one address gets in of a morning; a program that guesses does not get far. One account is locked long before. */
const TRIES = { perMinute: 30 };

export function routes(app: App): void {
  mount(app, 'POST', '/api/session', signIn, TRIES);
  mount(app, 'GET', '/api/session', showMe);
  mount(app, 'DELETE', '/api/session', signOut);
  mount(app, 'POST', '/api/session/second-factor', giveSecondFactor, TRIES);
  mount(app, 'POST', '/api/sso', beginSso, TRIES);
  mount(app, 'POST', '/api/sso/session', finishSso, TRIES);
  mount(app, 'GET', '/api/city', greet);
  mount(app, 'GET', '/api/permissions/:operation', whoMay);

  mount(app, 'GET', '/api/account', showOwnAccount);
  mount(app, 'POST', '/api/account/password', changePassword, TRIES);
  mount(app, 'POST', '/api/account/second-factor', beginSecondFactor);
  mount(app, 'POST', '/api/account/second-factor/confirm', confirmSecondFactor, TRIES);
  mount(app, 'POST', '/api/account/second-factor/remove', removeSecondFactor, TRIES);
  mount(app, 'POST', '/api/account/recovery-codes', makeRecoveryCodes, TRIES);
  mount(app, 'GET', '/api/account/sessions', listSessions);
  mount(app, 'DELETE', '/api/account/sessions', endOwnSessions);
  mount(app, 'DELETE', '/api/account/sessions/:sessionId', endOwnSession);
  mount(app, 'GET', '/api/account/token-scopes', listOwnTokenScopes);
  mount(app, 'GET', '/api/account/tokens', listOwnTokens);
  mount(app, 'POST', '/api/account/tokens', createOwnToken);
  mount(app, 'DELETE', '/api/account/tokens/:tokenId', revokeOwnToken);

  mount(app, 'GET', '/api/accounts', listAccounts);
  mount(app, 'POST', '/api/accounts', createAccount);
  mount(app, 'GET', '/api/accounts/:personId', showAccount);
  mount(app, 'GET', '/api/accounts/:personId/history', accountHistory);
  mount(app, 'POST', '/api/accounts/:personId/disable', disableAccount);
  mount(app, 'POST', '/api/accounts/:personId/enable', enableAccount);
  mount(app, 'POST', '/api/accounts/:personId/unlock', unlockAccount);
  mount(app, 'POST', '/api/accounts/:personId/password', resetPassword);
  mount(app, 'POST', '/api/accounts/:personId/second-factor/reset', resetSecondFactor);
  mount(app, 'GET', '/api/accounts/:personId/sessions', listAccountSessions);
  mount(app, 'POST', '/api/accounts/:personId/sessions/end', endAccountSessions);
  mount(app, 'GET', '/api/accounts/:personId/token-scopes', listTokenScopes);
  mount(app, 'GET', '/api/accounts/:personId/tokens', listAccountTokens);
  mount(app, 'POST', '/api/accounts/:personId/tokens', createAccountToken);
  mount(app, 'POST', '/api/accounts/:personId/tokens/:tokenId/revoke', revokeAccountToken);
  mount(app, 'GET', '/api/accounts/:personId/sso', listSsoIdentities);
  mount(app, 'POST', '/api/accounts/:personId/sso', linkSso);
  mount(app, 'POST', '/api/accounts/:personId/sso/unlink', unlinkSso);
}
