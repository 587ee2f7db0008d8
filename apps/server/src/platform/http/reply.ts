import type { FastifyReply, FastifyRequest } from 'fastify';
import { safeFileName } from '../files/safe-file-name.ts';
import type { ReplyControl } from '../operation.ts';
import type { FileAnswer } from './answers.ts';
import { SESSION_COOKIE } from './app.ts';

/** What an operation may do to its answer; done by `apply`, once the transaction has committed. */
export function replyControl(request: FastifyRequest, reply: FastifyReply): { reply: ReplyControl; apply(): void } {
  const after: (() => void)[] = [];
  // Secure where the page came by TLS; inside a government network it often cannot.
  const options = { path: '/', httpOnly: true, sameSite: 'strict', secure: request.protocol === 'https' } as const;
  return {
    reply: {
      setCookie: (name, value, { expires }) =>
        after.push(() => reply.setCookie(cookieName(request, name), value, { ...options, expires })),
      clearCookie: (name) => after.push(() => reply.clearCookie(cookieName(request, name), options)),
      sessionToken: sessionTokenOf(request),
      userAgent: request.headers['user-agent'] ?? null,
    },
    apply: () => {
      for (const step of after) step();
    },
  };
}

// By TLS the browser itself sees to it that no other host or plain connection sets the cookie.
const cookieName = (request: FastifyRequest, name: string): string =>
  request.protocol === 'https' ? `__Host-${name}` : name;

/** The token of the session's cookie; null without one. */
export const sessionTokenOf = (request: FastifyRequest): string | null =>
  request.cookies[cookieName(request, SESSION_COOKIE)] ?? null;

/** A file as the answer, under its Chinese name. */
export function sendFile(reply: FastifyReply, file: FileAnswer): FastifyReply {
  // Both forms of the name: browsers take the second, old download managers the first.
  const fileName = safeFileName(file.fileName);
  const ascii = fileName.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  reply.header(
    'content-disposition',
    `${file.inline ? 'inline' : 'attachment'}; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(fileName).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)}`,
  );
  if (file.bytes !== undefined) reply.header('content-length', file.bytes);
  return reply
    .type(file.mediaType)
    .send(
      file.body instanceof Uint8Array
        ? Buffer.from(file.body.buffer, file.body.byteOffset, file.body.byteLength)
        : file.body,
    );
}
