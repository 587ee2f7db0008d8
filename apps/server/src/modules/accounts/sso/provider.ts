/** Somebody for whom a provider vouches. */
export interface SsoPerson {
  /** Who vouches: the provider's own name for itself, stable for ever. */
  readonly issuer: string;
  /** The person's id there, never given to another. */
  readonly subject: string;
  /** What else it says of them, by name; one of these may be the account's name here. */
  readonly claims: Readonly<Record<string, unknown>>;
  /** What it wants to see again when they sign out; null where it does not. */
  readonly token: string | null;
}

/** What must come back unchanged: kept sealed from `begin` to `finish`. */
export type SsoChecks = Readonly<Record<string, string>>;

/**
 * Somebody else's sign-in. All methods speak to the network, so they are called outside of transactions; they throw
 * AppError SSO_FAILED. A person is led to `begin`'s URL, comes back to /sso/callback, and `finish` reads the query there.
 *
 * OpenID Connect is implemented (oidc.ts). What fits the same two steps:
 * - 浙政钉 (专有钉钉): `begin` leads to its QR sign-in page (/oauth2/auth.htm with client_id, scope get_user_info, a state);
 *   the query then has a code. `finish` gets an app's accessToken (/gettoken.json with appkey and appsecret, every request
 *   signed by HMAC-SHA256) and with it asks for the user (/rpc/oauth2/getuserinfo_bycode.json): `accountId` is the subject,
 *   `account` a claim. Inside its workbench the code comes from its script instead and goes the same way. It needs an app's
 *   key and secret from the city's 浙政钉 administrator, and its host in the table of outgoing addresses. No sign-out.
 * - 企业微信: `begin` leads to login.work.weixin.qq.com/wwlogin/sso/login with appid, agentid and a state; the query has a
 *   code. `finish` gets an access_token (/cgi-bin/gettoken with corpid and corpsecret), then /cgi-bin/auth/getuserinfo:
 *   `userid` is the subject and a claim; somebody outside of the enterprise has only an openid and is refused. It needs the
 *   enterprise's id, an app's id and secret, and a trusted domain. No sign-out.
 * Neither knows PKCE or a nonce: the state binds the answer to the browser, and the code is redeemed by the server with
 * the app's secret, which comes from the environment like that of OpenID Connect.
 */
export interface SsoProvider {
  readonly issuer: string;
  begin(redirectUri: string): Promise<{ readonly url: string; readonly checks: SsoChecks }>;
  /** `returned` is the whole address that the browser came back to. */
  finish(returned: URL, checks: SsoChecks): Promise<SsoPerson>;
  /** Where to go to, to sign out there too; null where that is not possible. */
  exit(token: string, returnTo: string): Promise<string | null>;
}
