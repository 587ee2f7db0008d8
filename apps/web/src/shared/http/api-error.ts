/** A refusal of the server, or no answer at all. `message` is Chinese and is shown as it is. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly details: Record<string, unknown>;

  constructor(status: number, code: string, message: string, details: Record<string, unknown> = {}) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
    this.code = code;
    this.details = details;
  }
}

/** Codes that the page itself gives, where no server answered. */
export const OFFLINE = 'OFFLINE';
export const UNREADABLE_ANSWER = 'UNREADABLE_ANSWER';

/** What to show of anything that was thrown. */
export function messageOf(error: unknown): string {
  if (error instanceof ApiError) return error.message;
  return '页面出错了。请刷新后重试；如仍不行，请把刚才的操作告诉系统管理员。';
}

export function isApiError(error: unknown, code?: string): error is ApiError {
  return error instanceof ApiError && (code === undefined || error.code === code);
}
