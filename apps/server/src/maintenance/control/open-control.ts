import { randomBytes, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { renameSynced, writeSynced } from '../disk.ts';
import { Refusal } from '../refusal.ts';
import { CONTROL_FILE, type ControlHandler, type ControlLine } from './contract.ts';

const BODY_LIMIT = 64 * 1024;

export interface Control {
  /** Orders under way are cut off: they are told so, and what they made is not whole. */
  stop(): Promise<void>;
}

/**
 * Takes orders from programs on this machine (`luoshi backup`, `doctor`, `audit`), which cannot open the embedded database
 * while the server has it. A port of the loopback address that is another each time, and a token that only who may read the
 * data folder knows: the public port has no way here.
 */
export async function openControl(
  data: string,
  handlers: Readonly<Record<string, ControlHandler>>,
  log: Logger,
): Promise<Control> {
  const token = randomBytes(32).toString('base64url');
  const path = join(data, CONTROL_FILE);
  const server = createServer((request, response) => {
    answer(request, response, token, handlers, log).catch((error) => {
      log.error({ err: error }, 'an order of the control channel broke off');
      response.destroy();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  // Under another name first: nobody reads half of it, and one that a killed server left is replaced.
  await writeSynced(`${path}.new`, JSON.stringify({ port, token, pid: process.pid }));
  await renameSynced(`${path}.new`, path);
  return {
    async stop() {
      await rm(path, { force: true });
      server.closeAllConnections();
      server.close();
    },
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  token: string,
  handlers: Readonly<Record<string, ControlHandler>>,
  log: Logger,
): Promise<void> {
  if (!knows(request, token)) return void response.writeHead(401).end();
  const name = request.url?.slice(1) ?? '';
  const handler = Object.hasOwn(handlers, name) ? handlers[name] : undefined;
  if (request.method !== 'POST' || !handler) return void response.writeHead(404).end();
  const input = JSON.parse(await bodyOf(request)) as unknown;
  response.writeHead(200, { 'content-type': 'application/x-ndjson; charset=utf-8' });
  const line = (value: ControlLine) => response.write(`${JSON.stringify(value)}\n`);
  try {
    line({ done: (await handler(input, (message) => line({ say: message }))) ?? null });
  } catch (error) {
    if (error instanceof Refusal) line({ refused: error.message });
    else {
      log.error({ err: error, order: name }, 'an order of the control channel failed');
      line({ failed: error instanceof Error ? error.message : String(error) });
    }
  }
  response.end();
}

function knows(request: IncomingMessage, token: string): boolean {
  const given = Buffer.from(request.headers.authorization ?? '');
  const want = Buffer.from(`Bearer ${token}`);
  // A page in a browser on this machine could reach the port; it cannot do without an origin.
  return request.headers.origin === undefined && given.length === want.length && timingSafeEqual(given, want);
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > BODY_LIMIT) throw new Error('the order is too long');
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8') || '{}';
}
