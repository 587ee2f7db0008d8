import { ErrorBody, IDEMPOTENCY_HEADER } from '@luoshi/server/contract';
import { ApiError, OFFLINE, UNREADABLE_ANSWER } from './api-error.ts';
import { newIdempotencyKey } from './idempotency.ts';
import { type Shut, sessionGate } from './session-gate.ts';

/** The part of a zod schema that is needed here. */
interface Schema<T> {
  safeParse(value: unknown): { success: true; data: T } | { success: false; error: unknown };
}

type Method = 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** GET and parse; throws ApiError. Waits where the session is over until the person is back. */
export async function read<T>(path: string, schema: Schema<T>, signal?: AbortSignal): Promise<T> {
  const response = await passing(path, { method: 'GET', ...(signal ? { signal } : {}) });
  return parse(response, schema, signal);
}

/**
 * POST, PUT, PATCH or DELETE with an idempotency key. When the connection breaks, or the session is over and the person has
 * signed in again, it is tried again with the same key, so that a write whose answer was lost is not done twice.
 */
export async function write<T>(method: Method, path: string, body: unknown, schema: Schema<T> | null): Promise<T> {
  // A large file is not sent only to hear that nobody is signed in, nor cut off by the refusal half way.
  if (body instanceof FormData) await passing('/api/session', { method: 'GET' });
  const init = writing(method, body);
  const response = await askAgain(() => passing(path, init));
  return schema ? parse(response, schema) : (undefined as T);
}

/** The same without the session gate: for signing in itself, where waiting for it would never end. */
export const outside = {
  read: async <T>(path: string, schema: Schema<T>, signal?: AbortSignal): Promise<T> =>
    parse(await ask(path, { method: 'GET', ...(signal ? { signal } : {}) }), schema, signal),
  write: async <T>(method: Method, path: string, body: unknown, schema: Schema<T> | null): Promise<T> => {
    const init = writing(method, body);
    const response = await askAgain(() => ask(path, init));
    return schema ? parse(response, schema) : (undefined as T);
  },
};

function writing(method: Method, body: unknown): RequestInit {
  const form = body instanceof FormData;
  return {
    method,
    headers: {
      [IDEMPOTENCY_HEADER]: newIdempotencyKey(),
      ...(form || body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: form ? body : JSON.stringify(body) }),
  };
}

/** "?a=1&b=2" of what is there; "" of nothing. */
export function query(values: Record<string, string | number | undefined>): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(values))
    if (value !== undefined && value !== '') search.set(key, String(value));
  const text = search.toString();
  return text && `?${text}`;
}

async function askAgain(send: () => Promise<Response>): Promise<Response> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await send();
    } catch (error) {
      if (!(error instanceof ApiError) || error.code !== OFFLINE || attempt === 2) throw error;
      await new Promise((resolve) => setTimeout(resolve, 500 * 2 ** attempt));
    }
  }
}

const SHUTS: Readonly<Record<string, Shut>> = {
  SIGN_IN_REQUIRED: 'over',
  PASSWORD_CHANGE_REQUIRED: 'restricted',
  SECOND_FACTOR_REQUIRED: 'restricted',
};

/** Through the session gate: asked again, as it is, once the person is back. */
async function passing(path: string, init: RequestInit): Promise<Response> {
  for (;;) {
    await sessionGate.pass(init.signal);
    const { opened } = sessionGate;
    try {
      return await ask(path, init);
    } catch (error) {
      const why = error instanceof ApiError ? SHUTS[error.code] : undefined;
      if (why === undefined) throw error;
      // It may have been opened while this answer was on its way.
      if (opened === sessionGate.opened && !sessionGate.shut(why)) throw error;
    }
  }
}

async function ask(path: string, init: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, { credentials: 'same-origin', ...init });
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw new ApiError(0, OFFLINE, '连接不上服务器。请检查网络后重试；您已填写的内容仍在本页。');
  }
  if (!response.ok) throw await refusal(response);
  return response;
}

async function refusal(response: Response): Promise<ApiError> {
  const body = ErrorBody.safeParse(await response.json().catch(() => null));
  if (body.success) return new ApiError(response.status, body.data.code, body.data.message, body.data.details);
  return new ApiError(response.status, UNREADABLE_ANSWER, `服务器暂时无法处理（${response.status}）。请稍后重试。`);
}

async function parse<T>(response: Response, schema: Schema<T>, signal?: AbortSignal): Promise<T> {
  const body: unknown = await response.json().catch((error: unknown) => {
    // Half an answer that nobody waits for any more is no wrong answer.
    if (signal?.aborted) throw error;
  });
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  console.error(response.url, parsed.error);
  throw new ApiError(
    response.status,
    UNREADABLE_ANSWER,
    '服务器的回答与本页版本不一致。请刷新页面；如仍不行，请联系系统管理员。',
  );
}
