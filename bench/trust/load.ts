// The load generator, a process of its own: keep-alive connections that each send the next request when the last is answered.
import { randomUUID } from 'node:crypto';
import { connect, type Socket } from 'node:net';

/** What one run sends. */
export interface Load {
  port: number;
  path: string;
  /** GET without one. */
  body: object | null;
  /** One a connection, taken in turn; none for a server that knows no sessions. */
  cookies: string[];
  /** Sends an idempotency key with each, as a browser would. */
  keyed: boolean;
  connections: number;
  seconds: number;
}

export interface Loaded {
  answers: number;
  /** Answers that were no 2xx; the first of them as text. */
  refused: number;
  firstRefusal: string;
  seconds: number;
  /** Milliseconds of each answer. */
  times: number[];
}

const END_OF_HEAD = Buffer.from('\r\n\r\n');

/** One connection's loop until `until`. */
function drive(load: Load, index: number, until: number, into: Loaded): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const socket: Socket = connect(load.port, '127.0.0.1');
  socket.setNoDelay();
  const body = load.body === null ? '' : JSON.stringify(load.body);
  const cookie = load.cookies.length ? `cookie: ${load.cookies[index % load.cookies.length]}\r\n` : '';
  const content = body ? `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n` : '';
  const head = `${body ? 'POST' : 'GET'} ${load.path} HTTP/1.1\r\nhost: 127.0.0.1:${load.port}\r\n${cookie}${content}`;
  let began = 0;
  let pending: Buffer = Buffer.alloc(0);
  const send = () => {
    began = performance.now();
    socket.write(`${head}${load.keyed ? `idempotency-key: ${randomUUID()}\r\n` : ''}\r\n${body}`);
  };
  socket.on('connect', send);
  socket.on('error', reject);
  socket.on('close', () => resolve());
  socket.on('data', (bytes) => {
    pending = pending.length ? Buffer.concat([pending, bytes]) : bytes;
    const end = pending.indexOf(END_OF_HEAD);
    if (end < 0) return;
    const length = Number(/content-length: (\d+)/i.exec(pending.toString('latin1', 0, end))?.[1] ?? 0);
    if (pending.length < end + 4 + length) return;
    const now = performance.now();
    into.answers += 1;
    into.times.push(now - began);
    if (pending[9] !== 0x32) {
      into.refused += 1;
      into.firstRefusal ||= pending.toString();
    }
    pending = pending.subarray(end + 4 + length);
    if (now < until) send();
    else socket.end();
  });
  return promise;
}

async function run(load: Load): Promise<Loaded> {
  const into: Loaded = { answers: 0, refused: 0, firstRefusal: '', seconds: 0, times: [] };
  const began = performance.now();
  const until = began + load.seconds * 1000;
  await Promise.all(Array.from({ length: load.connections }, (_, index) => drive(load, index, until, into)));
  into.seconds = (performance.now() - began) / 1000;
  return into;
}

process.on('message', (load: Load) => {
  run(load).then(
    (loaded) => process.send!(loaded),
    (error) => {
      console.error(error);
      process.exit(1);
    },
  );
});
