import { ErrorBody, IDEMPOTENCY_HEADER } from '@luoshi/server/contract';
import { ApiError, OFFLINE, UNREADABLE_ANSWER } from './api-error.ts';
import { newIdempotencyKey } from './idempotency.ts';

/** The part of a zod schema that is needed here. */
interface Schema<T> {
  safeParse(value: unknown): { success: true; data: T } | { success: false; error: unknown };
}

/** GET and parse; throws ApiError. */
export async function read<T>(path: string, schema: Schema<T>, signal?: AbortSignal): Promise<T> {
  const response = await ask(path, { method: 'GET', ...(signal ? { signal } : {}) });
  return parse(response, schema, signal);
}

/**
 * POST, PATCH or DELETE with an idempotency key. When the connection breaks it is tried again with the same key,
 * so that a write whose answer was lost is not done twice.
 */
export async function write<T>(
  method: 'POST' | 'PATCH' | 'DELETE',
  path: string,
  body: unknown,
  schema: Schema<T> | null,
): Promise<T> {
  const form = body instanceof FormData;
  const init: RequestInit = {
    method,
    headers: {
      [IDEMPOTENCY_HEADER]: newIdempotencyKey(),
      ...(form || body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: form ? body : JSON.stringify(body) }),
  };
  const response = await askAgain(path, init);
  return schema ? parse(response, schema) : (undefined as T);
}

/** "?a=1&b=2" of what is there; "" of nothing. */
export function query(values: Record<string, string | number | undefined>): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(values))
    if (value !== undefined && value !== '') search.set(key, String(value));
  const text = search.toString();
  return text && `?${text}`;
}

async function askAgain(path: string, init: RequestInit): Promise<Response> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await ask(path, init);
    } catch (error) {
      if (!(error instanceof ApiError) || error.code !== OFFLINE || attempt === 2) throw error;
      await new Promise((resolve) => setTimeout(resolve, 500 * 2 ** attempt));
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
