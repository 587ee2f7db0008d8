import { z } from 'zod';
import { Uuid } from '../../contract.ts';

export const Role = z.enum(['supervision', 'reporter', 'approver', 'leader', 'viewer', 'administrator']);
export type Role = z.infer<typeof Role>;

export const SignInRequest = z.object({
  account: z.string().trim().min(1, '请填写账号'),
  password: z.string().min(1, '请填写密码'),
});

export const City = z.object({
  code: z.string(),
  name: z.string(),
  /** A demonstration city: every page says 演示. */
  demo: z.boolean(),
});

export const Me = z.object({
  person: z.object({ id: Uuid, name: z.string() }),
  city: City,
  posts: z.array(
    z.object({ id: Uuid, title: z.string(), role: Role, organisation: z.object({ id: Uuid, name: z.string() }) }),
  ),
  /** Names of the operations that this person may call, e.g. "reports.import". The page hides what is not here; the server decides. */
  may: z.array(z.string()),
});
export type Me = z.infer<typeof Me>;

export const Organisation = z.object({
  id: Uuid,
  code: z.string(),
  name: z.string(),
  shortName: z.string(),
  kind: z.enum([
    'government',
    'party',
    'department',
    'county',
    'township',
    'park',
    'enterprise',
    'institution',
    'group',
    'other',
  ]),
  /** Place in the official order (建制顺序); lists are already sorted by it. */
  order: z.int(),
  /** Initials and full pinyin, for search: "fgw fagaiwei". */
  pinyin: z.string(),
});
export type Organisation = z.infer<typeof Organisation>;
export const Organisations = z.object({ organisations: z.array(Organisation) });

export const IssuingOrgan = z.object({ id: Uuid, name: z.string(), regionCode: z.string() });
export const IssuingOrgans = z.object({ organs: z.array(IssuingOrgan) });

/** Leaders who can stand behind an item (分管领导 / 包联领导). */
export const Sponsor = z.object({ id: Uuid, name: z.string(), title: z.string() });
export type Sponsor = z.infer<typeof Sponsor>;
export const Sponsors = z.object({ sponsors: z.array(Sponsor) });

/** GET /api/city, without signing in: what the sign-in page shows. `accounts` only in a demonstration city. */
export const CityGreeting = z.object({
  city: City,
  accounts: z.array(z.object({ account: z.string(), password: z.string(), who: z.string() })),
});

/*
 POST   /api/session          SignInRequest -> Me   (sets an HttpOnly cookie)
 GET    /api/session          -> Me, or 401 SIGN_IN_REQUIRED
 DELETE /api/session          -> 204
 GET    /api/city             -> CityGreeting
 GET    /api/organisations    -> Organisations, in official order
 GET    /api/organs           -> IssuingOrgans
 GET    /api/sponsors         -> Sponsors
*/
