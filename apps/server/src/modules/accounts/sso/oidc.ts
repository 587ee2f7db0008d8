import * as oidc from 'openid-client';
import { AppError } from '../../../platform/errors.ts';
import { type AddressTable, fetchOutgoing, OutgoingError } from '../../../platform/outgoing/index.ts';
import type { SsoProvider } from './provider.ts';

interface Client {
  readonly issuer: string;
  readonly clientId: string;
  readonly secret: string | null;
  readonly table: AddressTable;
}

/** OpenID Connect: authorization code with PKCE, state and nonce; everything it asks goes through the table of outgoing addresses. */
export function oidcProvider(client: Client): SsoProvider {
  const discover = (): Promise<oidc.Configuration> =>
    oidc.discovery(
      new URL(client.issuer),
      client.clientId,
      undefined,
      client.secret === null ? oidc.None() : oidc.ClientSecretBasic(client.secret),
      {
        [oidc.customFetch]: fetchBy(client.table),
        execute: client.issuer.startsWith('http:') ? [oidc.allowInsecureRequests] : [],
      },
    );
  return {
    issuer: client.issuer,
    begin: (redirectUri) =>
      vouched(async () => {
        const configuration = await discover();
        const checks = {
          state: oidc.randomState(),
          nonce: oidc.randomNonce(),
          verifier: oidc.randomPKCECodeVerifier(),
        };
        const url = oidc.buildAuthorizationUrl(configuration, {
          redirect_uri: redirectUri,
          scope: 'openid profile',
          code_challenge: await oidc.calculatePKCECodeChallenge(checks.verifier),
          code_challenge_method: 'S256',
          state: checks.state,
          nonce: checks.nonce,
        });
        return { url: url.href, checks };
      }),
    finish: (returned, { state, nonce, verifier }) =>
      vouched(async () => {
        const configuration = await discover();
        const tokens = await oidc.authorizationCodeGrant(configuration, returned, {
          expectedState: state!,
          expectedNonce: nonce!,
          pkceCodeVerifier: verifier!,
          idTokenExpected: true,
        });
        const claims = tokens.claims()!;
        // What the token of identity does not say, the provider may say when asked.
        const { userinfo_endpoint: userinfo } = configuration.serverMetadata();
        const more = userinfo ? await oidc.fetchUserInfo(configuration, tokens.access_token, claims.sub) : {};
        return { issuer: claims.iss, subject: claims.sub, claims: { ...more, ...claims }, token: tokens.id_token! };
      }),
    exit: (token, returnTo) =>
      vouched(async () => {
        const configuration = await discover();
        if (!configuration.serverMetadata().end_session_endpoint) return null;
        const to = { id_token_hint: token, post_logout_redirect_uri: returnTo };
        return oidc.buildEndSessionUrl(configuration, to).href;
      }),
  };
}

const fetchBy =
  (table: AddressTable): oidc.CustomFetch =>
  async (url, { method, headers, body }) => {
    const { status, text } = await fetchOutgoing(url, {
      table,
      method: method === 'GET' ? 'GET' : 'POST',
      headers,
      ...(body ? { body: String(body) } : {}),
    });
    return new Response(text || null, { status, headers: { 'content-type': 'application/json' } });
  };

/** Whatever goes wrong on the way is one refusal to the person; its details are for whoever sets it up. */
async function vouched<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const cause = error instanceof OutgoingError ? error : (error as Error).cause;
    const why =
      cause instanceof OutgoingError
        ? cause.message
        : error instanceof oidc.AuthorizationResponseError || error instanceof oidc.ResponseBodyError
          ? `对方答复 ${error.error}。`
          : '对方的答复与本次登录核对不上。';
    throw new AppError('SSO_FAILED', `统一认证没有成功：${why}请重新登录；如仍不行，请改用账号和密码，并告诉管理员。`, {
      code: (error as { code?: unknown }).code ?? null,
    });
  }
}
