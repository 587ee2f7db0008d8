import { createReadStream } from 'node:fs';
import { connect, type Socket } from 'node:net';

/** Looks for harmful content in a file. */
export interface VirusScanner {
  /** For people: ClamAV（10.0.0.5:3310）. */
  readonly name: string;
  /** The name of what was found; null where the file is clean. Throws where it could not be judged. */
  scan(path: string): Promise<string | null>;
}

const PATIENCE_MS = 60_000;

/** ClamAV's daemon, by its INSTREAM command: the file goes over the line, the daemon need not reach our disk. */
export function clamd({ host, port }: { host: string; port: number }): VirusScanner {
  return {
    name: `ClamAV（${host}:${port}）`,
    async scan(path) {
      const socket = connect({ host, port });
      socket.setTimeout(PATIENCE_MS, () => socket.destroy(new Error('the scanner does not answer')));
      try {
        const answer = answerOf(socket);
        // Where it breaks off while the file is sent, the answer says why.
        await Promise.race([send(socket, path), answer.then(() => {})]);
        return judged(await answer);
      } finally {
        socket.destroy();
      }
    },
  };
}

async function send(socket: Socket, path: string): Promise<void> {
  await put(socket, Buffer.from('zINSTREAM\0'));
  for await (const chunk of createReadStream(path, { highWaterMark: 64 * 1024 })) {
    const length = Buffer.alloc(4);
    length.writeUInt32BE((chunk as Buffer).length);
    await put(socket, Buffer.concat([length, chunk as Buffer]));
  }
  await put(socket, Buffer.alloc(4));
}

const put = (socket: Socket, bytes: Buffer): Promise<void> =>
  new Promise((resolve, reject) => socket.write(bytes, (error) => (error ? reject(error) : resolve())));

function answerOf(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    socket.on('data', (bytes: Buffer) => {
      text += bytes.toString();
      if (text.includes('\0')) resolve(text.slice(0, text.indexOf('\0')));
    });
    socket.on('error', reject);
    socket.on('close', () => reject(new Error('the scanner hung up')));
  });
}

function judged(answer: string): string | null {
  if (/^stream: OK$/.test(answer)) return null;
  const found = /^stream: (.+) FOUND$/.exec(answer)?.[1];
  if (found !== undefined) return found;
  throw new Error(`the scanner says: ${answer.slice(0, 200)}`);
}
