import { z } from 'zod';
import { BusinessDate, Uuid } from '../../contract.ts';
import { Role } from '../people/contract.ts';

const Moment = z.iso.datetime();
const Password = z.string().min(1, '请填写密码').max(200, '最多 200 个字').meta({ title: '密码' });
const Code = z
  .string()
  .trim()
  .min(6, '动态口令是 6 位数字；也可以填一个恢复码')
  .max(20, '动态口令是 6 位数字；也可以填一个恢复码')
  .meta({ title: '动态口令' });
const Why = z.string().trim().min(1, '请写明理由或依据').max(200, '最多 200 个字').meta({ title: '理由' });
const AccountName = z
  .string()
  .trim()
  .regex(
    /^[\p{L}\p{N}][\p{L}\p{N}._@-]{1,39}$/u,
    '账号由 2 到 40 个文字、字母、数字或 . _ @ - 组成，以文字、字母或数字开头',
  )
  .meta({ title: '账号' });

export const SignInRequest = z.object({
  account: z.string().trim().min(1, '请填写账号').max(100, '最多 100 个字'),
  password: Password,
});

export const City = z.object({
  code: z.string(),
  name: z.string(),
  /** A demonstration city: every page says 演示. */
  demo: z.boolean(),
});

/** What the session lacks before it may do anything else. second_factor: to be given, or set up where there is none yet. */
export const Restriction = z.enum(['password', 'second_factor']);
export type Restriction = z.infer<typeof Restriction>;

export const Me = z.object({
  person: z.object({ id: Uuid, name: z.string() }),
  account: z.string(),
  city: City,
  /** Own ones, and those of others where this person stands in as deputy today. */
  posts: z.array(
    z.object({
      id: Uuid,
      title: z.string(),
      role: Role,
      organisation: z.object({ id: Uuid, name: z.string() }),
      /** Name of the person whose post it is, where this one is the deputy. */
      deputyFor: z.string().nullable(),
    }),
  ),
  /** Names of the operations that this person may call, e.g. "reports.import". The page hides what is not here; the server decides. */
  may: z.array(z.string()),
  /** While it is not null, only what lifts it is possible; `may` says what follows then. */
  restriction: Restriction.nullable(),
  password: z.object({
    /** Why a new one is due: an administrator gave it, or it is too old. Null while it is good. */
    due: z.enum(['given', 'expired']).nullable(),
    /** The first day on which it is too old; null where it does not age. */
    expiresOn: BusinessDate.nullable(),
  }),
  secondFactor: z.object({ enrolled: z.boolean(), required: z.boolean() }),
  /** When this session ends at the latest, and after how many minutes without a request. */
  session: z.object({ id: Uuid, expiresAt: Moment, idleMinutes: z.int() }),
});
export type Me = z.infer<typeof Me>;

/** An operation by its name in `Me.may`; its roles, none where there is no such operation or it asks for no role. */
export const WhoMayQuestion = z.object({ operation: z.string().max(100) });
export const WhoMay = z.object({ roles: z.array(Role) });

/** Where to go on to, to sign out at the provider of single sign-on too; null where there is none. */
export const SignedOut = z.object({ providerUrl: z.string().nullable() });

/** GET /api/city, without signing in: what the sign-in page shows. `accounts` only in a demonstration city. */
export const CityGreeting = z.object({
  city: City,
  /** `role` of the first post; null where it has none. */
  accounts: z.array(z.object({ account: z.string(), password: z.string(), who: z.string(), role: Role.nullable() })),
  /** The provider of single sign-on, as its button is called; null where there is none. */
  sso: z.object({ name: z.string() }).nullable(),
});

export const SecondFactorCode = z.object({ code: Code });

/** The page keeps `attempt` (sessionStorage), goes to `url`, and comes back to /sso/callback with what the provider appended. */
export const SsoBeginning = z.object({ url: z.string(), attempt: z.string() });
export const SsoReturn = z.object({
  attempt: z.string().min(1).max(200),
  /** The query of the address that the provider sent the browser back to, with its question mark. */
  query: z.string().max(8000),
});

export const PasswordChange = z.object({
  current: Password.meta({ title: '现在的密码' }),
  password: Password.meta({ title: '新密码' }),
});

/** What a new password must be, in words, one a line; the first three are those that `passwordMeets` can tell while one types. */
export const PasswordRules = z.object({ lines: z.array(z.string()), minimumLength: z.int(), classes: z.int() });

const CHARACTER_CLASSES = [/\p{Lu}/u, /\p{Ll}/u, /\p{Nd}/u, /[^\p{Lu}\p{Ll}\p{Nd}]/u];
const folded = (text: string) => text.normalize('NFKC').toLowerCase();

/** Of length, classes of characters and not naming the account, in this order, which a password meets. */
export const passwordMeets = (
  password: string,
  account: string,
  rules: { readonly minimumLength: number; readonly classes: number },
): [length: boolean, classes: boolean, apart: boolean] => [
  [...password].length >= rules.minimumLength,
  CHARACTER_CLASSES.filter((one) => one.test(password)).length >= rules.classes,
  !folded(password).includes(folded(account)),
];

export const MyAccount = z.object({
  account: z.string(),
  passwordChangedAt: Moment,
  passwordExpiresOn: BusinessDate.nullable(),
  rules: PasswordRules,
  secondFactor: z.object({
    enrolledAt: Moment.nullable(),
    required: z.boolean(),
    /** Recovery codes that are left. */
    recoveryCodes: z.int(),
  }),
  /** As whom the provider of single sign-on knows this person. */
  sso: z.array(z.object({ issuer: z.string(), subject: z.string() })),
});
export type MyAccount = z.infer<typeof MyAccount>;

/** To be read by an authenticator app: `uri` is what the square code says, `secret` the same for typing. */
export const Enrolment = z.object({ uri: z.string(), secret: z.string() });
/** Shown once. Each signs in once where the phone is not at hand. */
export const RecoveryCodes = z.object({ codes: z.array(z.string()) });
export const SecondFactorRemoval = z.object({ password: Password });

export const SessionRow = z.object({
  id: Uuid,
  createdAt: Moment,
  lastSeenAt: Moment,
  expiresAt: Moment,
  address: z.string().nullable(),
  /** In words: Edge 126（Windows）. */
  browser: z.string(),
  way: z.enum(['password', 'sso']),
  /** The one that asks. */
  current: z.boolean(),
});
export type SessionRow = z.infer<typeof SessionRow>;
export const Sessions = z.object({ sessions: z.array(SessionRow) });
/** `keep` leaves the one that asks. */
export const SessionsEnd = z.object({ keep: z.stringbool().default(false) });

export const TokenRow = z.object({
  id: Uuid,
  name: z.string(),
  /** Its first characters. */
  prefix: z.string(),
  scopes: z.array(z.string()),
  createdAt: Moment,
  createdBy: z.string(),
  expiresAt: Moment,
  lastUsedAt: Moment.nullable(),
  state: z.enum(['valid', 'expired', 'revoked']),
});
export type TokenRow = z.infer<typeof TokenRow>;
export const Tokens = z.object({ tokens: z.array(TokenRow) });
export const NewToken = z.object({
  name: z.string().trim().min(1, '请填写用途').max(60, '最多 60 个字').meta({ title: '用途' }),
  /** "ledgers.list-items", or a whole room: "ledgers.*". */
  scopes: z
    .array(z.string().regex(/^[a-z-]+\.([a-z-]+|\*)$/, '写法不对'))
    .min(1, '至少选一项')
    .max(100)
    .meta({ title: '可用的操作' }),
  /** Until the end of this day. */
  expiresOn: z.iso.date().meta({ title: '有效期至' }),
});
/** `token` is shown now and never again. */
export const CreatedToken = z.object({ token: z.string(), row: TokenRow });
/** What a token may be for: the operations of each room that this person may call. */
export const TokenScopes = z.object({
  rooms: z.array(z.object({ room: z.string(), operations: z.array(z.string()) })),
});

export const AccountState = z.enum(['active', 'locked', 'disabled', 'never_signed_in']);
export type AccountState = z.infer<typeof AccountState>;
export const AccountRow = z.object({
  personId: Uuid,
  person: z.string(),
  account: z.string(),
  service: z.boolean(),
  state: AccountState,
  /** When a lock ends. */
  lockedUntil: Moment.nullable(),
  disabledWhy: z.string(),
  passwordDue: z.boolean(),
  secondFactor: z.boolean(),
  lastSignedInAt: Moment.nullable(),
  sessions: z.int(),
  tokens: z.int(),
  /** Organisation and title of the first post held today. */
  post: z.string(),
  roles: z.array(Role),
});
export type AccountRow = z.infer<typeof AccountRow>;
export const AccountFilter = z.object({
  /** Of the person's or the account's name, or pinyin. */
  q: z.string().trim().max(40, '最多 40 个字').optional(),
  state: AccountState.optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const Accounts = z.object({ accounts: z.array(AccountRow), total: z.int(), nextCursor: z.string().nullable() });

export const NewAccount = z.object({
  personId: Uuid,
  account: AccountName,
  /** A machine's: no password, tokens only. */
  service: z.boolean().default(false),
  why: Why,
});
/** `password` signs in once, to set one's own; shown now and never again. Null for a service. */
export const CreatedAccount = z.object({ account: AccountRow, password: z.string().nullable() });
export const GivenPassword = z.object({ password: z.string() });
export const Reason = z.object({ why: Why });

export const SsoIdentity = z.object({
  issuer: z.string(),
  subject: z.string(),
  linkedAt: Moment,
  linkedBy: z.string(),
});
export const SsoIdentities = z.object({ identities: z.array(SsoIdentity) });
export const NewSsoIdentity = z.object({
  subject: z.string().trim().min(1, '请填写对方系统里的用户标识').max(255).meta({ title: '用户标识' }),
  why: Why,
});

/*
 Signing in
 POST   /api/session                       SignInRequest -> Me   (sets an HttpOnly cookie)
 GET    /api/session                       -> Me, or 401 SIGN_IN_REQUIRED
 DELETE /api/session                       -> SignedOut
 POST   /api/session/second-factor         SecondFactorCode -> Me   (restriction second_factor, enrolled)
 POST   /api/sso                           -> SsoBeginning
 POST   /api/sso/session                   SsoReturn -> Me
 GET    /api/city                          -> CityGreeting
 GET    /api/permissions/:operation        -> WhoMay

 My account. Despite a restriction: the password's despite password, enrolment despite second_factor
 GET    /api/account                       -> MyAccount
 POST   /api/account/password              PasswordChange -> Me   (ends the other sessions)
 POST   /api/account/second-factor         -> Enrolment
 POST   /api/account/second-factor/confirm SecondFactorCode -> RecoveryCodes   (then read Me again)
 POST   /api/account/second-factor/remove  SecondFactorRemoval -> 204
 POST   /api/account/recovery-codes        SecondFactorCode -> RecoveryCodes
 GET    /api/account/sessions              -> Sessions
 DELETE /api/account/sessions              SessionsEnd (query) -> 204
 DELETE /api/account/sessions/:sessionId   -> 204
 GET    /api/account/token-scopes          -> TokenScopes
 GET    /api/account/tokens                -> Tokens
 POST   /api/account/tokens                NewToken -> CreatedToken
 DELETE /api/account/tokens/:tokenId       -> 204

 Keeping accounts. The system administrator's (S) and the security administrator's (A) work
 GET    /api/accounts                                 S A   AccountFilter -> Accounts
 POST   /api/accounts                                 S     NewAccount -> CreatedAccount
 GET    /api/accounts/:personId                       S A   -> AccountRow
 GET    /api/accounts/:personId/history               S A   -> HistoryPage; the audit administrator too
 POST   /api/accounts/:personId/disable               S     Reason -> AccountRow
 POST   /api/accounts/:personId/enable                S     Reason -> AccountRow
 GET    /api/accounts/:personId/tokens                S A   -> Tokens
 POST   /api/accounts/:personId/tokens                S     NewToken -> CreatedToken   (of a service only)
 POST   /api/accounts/:personId/tokens/:tokenId/revoke S A  Reason -> 204
 GET    /api/accounts/:personId/token-scopes          S     -> TokenScopes
 POST   /api/accounts/:personId/unlock                A     Reason -> AccountRow
 POST   /api/accounts/:personId/password              A     Reason -> GivenPassword
 POST   /api/accounts/:personId/second-factor/reset   A     Reason -> AccountRow
 GET    /api/accounts/:personId/sessions              A     -> Sessions
 POST   /api/accounts/:personId/sessions/end          A     Reason -> AccountRow
 GET    /api/accounts/:personId/sso                   A     -> SsoIdentities
 POST   /api/accounts/:personId/sso                   A     NewSsoIdentity -> SsoIdentities
 POST   /api/accounts/:personId/sso/unlink            A     NewSsoIdentity -> SsoIdentities
*/
