import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import type { ErrorBody } from '../../contract.ts';
import { AppError } from '../errors.ts';

/** Turns whatever was thrown into the one body that every refusal has. */
export function answerError(
  error: FastifyError | AppError | Error,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const refusal = asRefusal(error);
  if (!refusal) request.log.error({ err: error, operation: request.routeOptions.config.operation }, 'unexpected error');
  const { status, code, message, details } =
    refusal ??
    new AppError(
      'INTERNAL',
      `系统出了意外的错误，您的这一步没有保存。请稍后再试；如仍不行，请把编号 ${request.id} 告诉管理员。`,
      {
        requestId: request.id,
      },
    );
  if (typeof details?.retryAfter === 'number') reply.header('retry-after', details.retryAfter);
  const body: ErrorBody = { code, message, ...(details ? { details } : {}) };
  return reply.status(status).type('application/json; charset=utf-8').send(JSON.stringify(body));
}

function asRefusal(error: unknown): AppError | null {
  if (error instanceof AppError) return error;
  const { code, statusCode } = error as Partial<FastifyError>;
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return new AppError('BODY_TOO_LARGE', '提交的内容太大。请分几次提交。');
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE')
    return new AppError('REQUEST_MALFORMED', '提交的格式不是本接口接受的格式。');
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500)
    return new AppError('REQUEST_MALFORMED', '提交的内容格式不对，无法读取。请检查后重新提交。');
  return null;
}
