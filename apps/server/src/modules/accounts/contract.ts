import { z } from 'zod';
import { Uuid } from '../../contract.ts';
import { Role } from '../people/contract.ts';

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
*/
