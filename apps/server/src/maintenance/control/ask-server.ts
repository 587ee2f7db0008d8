import { readFile } from 'node:fs/promises';
import { type IncomingMessage, request } from 'node:http';
import { join } from 'node:path';
import { linesIn } from '../lines.ts';
import { Refusal } from '../refusal.ts';
import { CONTROL_FILE, ControlAddress, ControlLine } from './contract.ts';

export interface RunningServer {
  readonly pid: number;
  /** Gives an order and waits for what comes out. Throws Refusal with the server's own words. */
  order(name: string, input: unknown, say: (message: string) => void): Promise<unknown>;
}

/** The server that runs on a data folder; null where none does. Throws Refusal where there is one that may not be asked. */
export async function findServer(data: string): Promise<RunningServer | null> {
  const path = join(data, CONTROL_FILE);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw new Refusal(`无法读取 ${path}（${code}）。请用运行落实服务的同一个账号执行本命令。`);
  }
  const { port, token, pid } = ControlAddress.parse(JSON.parse(text));
  const server: RunningServer = {
    pid,
    order: (name, input, say) => order(port, token, name, input, say),
  };
  try {
    await server.order('hello', {}, () => {});
    return server;
  } catch (error) {
    // Left by a server that was killed; the port is nobody's, or somebody else's by now.
    if (error instanceof NoServer) return null;
    throw error;
  }
}

class NoServer extends Error {}

async function order(
  port: number,
  token: string,
  name: string,
  input: unknown,
  say: (message: string) => void,
): Promise<unknown> {
  const answer = await send(port, token, name, JSON.stringify(input));
  try {
    for await (const lines of linesIn(answer))
      for (const text of lines) {
        const line = ControlLine.parse(JSON.parse(text));
        if ('say' in line) say(line.say);
        else if ('refused' in line) throw new Refusal(line.refused);
        else if ('failed' in line) throw new Error(line.failed);
        else return line.done;
      }
  } catch (error) {
    // The server went away in the middle.
    if (!['ECONNRESET', 'ERR_STREAM_PREMATURE_CLOSE'].includes((error as NodeJS.ErrnoException).code ?? ''))
      throw error;
  }
  throw new Refusal('服务在完成之前停止了，这一步没有做完。请在服务启动后重新执行。');
}

/** Without fetch, which gives up on an answer that takes its minutes. */
function send(port: number, token: string, name: string, body: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const asking = request(
      { host: '127.0.0.1', port, method: 'POST', path: `/${name}`, headers: { authorization: `Bearer ${token}` } },
      (response) => {
        if (response.statusCode === 200) return resolve(response);
        response.resume();
        reject(new NoServer(`status ${response.statusCode}`));
      },
    );
    asking.on('error', (error) => reject(new NoServer(error.message)));
    asking.end(body);
  });
}
