import type { FastifyReply } from 'fastify';
import type { StreamAnswer } from './answers.ts';
import type { App } from './app.ts';

const HEARTBEAT_MS = 15_000;

/** Server-sent events until the caller goes or the server stops. A comment every 15 s keeps proxies from closing the line. */
export function sendStream(reply: FastifyReply, answer: StreamAnswer): FastifyReply {
  const { raw } = reply;
  const ended = new AbortController();
  reply.hijack();
  const headers = Object.fromEntries(Object.entries(reply.getHeaders()).map(([name, value]) => [name, String(value)]));
  raw.writeHead(200, {
    ...headers,
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
    // Its line is not kept for another request: a server that stops would wait for it.
    connection: 'close',
  });
  raw.flushHeaders();
  const write = (text: string) =>
    new Promise<void>((resolve) => {
      if (ended.signal.aborted || raw.write(text)) resolve();
      else {
        raw.once('drain', resolve);
        ended.signal.addEventListener('abort', () => resolve(), { once: true });
      }
    });
  const heartbeat = setInterval(() => write(': \n\n'), HEARTBEAT_MS);
  const { stopping } = reply.server as unknown as App;
  const stop = () => ended.abort();
  // A server that stops ends its streams: the page connects again, to the next one.
  stopping.addEventListener('abort', stop);
  if (stopping.aborted) stop();
  raw.on('close', () => {
    clearInterval(heartbeat);
    stopping.removeEventListener('abort', stop);
    stop();
  });
  answer
    .stream(
      ({ event, id, data }) =>
        write(`${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`),
      ended.signal,
    )
    .catch((error) => reply.log.error({ err: error }, 'a stream broke off'))
    .finally(() => raw.end());
  return reply;
}
