// The server as a process: node serve.ts [--port 8080] [--host 127.0.0.1] [--data ./data] [--city 630200] [--trust-proxy 10.0.0.8]
import { parseArgs } from 'node:util';
import { CityPackError } from '@luoshi/cities';
import { pino } from 'pino';
import { type Options, readOptions } from './options.ts';
import { StartRefused } from './platform/errors.ts';
import { createLogger } from './platform/logging.ts';
import { startServer } from './start.ts';

const log = createLogger(process.env.LUOSHI_LOG || 'warn', pino.destination({ fd: 2, sync: true }));

function options(): Options {
  const flag = { type: 'string' } as const;
  try {
    const { values } = parseArgs({
      options: { port: flag, host: flag, data: flag, city: flag, 'trust-proxy': flag },
      strict: true,
    });
    return readOptions(values, process.env);
  } catch (error) {
    if (error instanceof StartRefused) throw error;
    const named = /'(-[^' ]*)/.exec((error as Error).message)?.[1];
    throw new StartRefused(
      `启动参数不对${named ? `：${named} 不是可用的参数，或缺少取值` : ''}。可用：--port 8080 --host 127.0.0.1 --data ./data --city 630200 --trust-proxy 10.0.0.8`,
    );
  }
}

async function main(): Promise<void> {
  const server = await startServer(options(), log, (message) => console.log(message));
  let endingSince = 0;
  const end = (): void => {
    // A second signal does not wait; but Ctrl+C reaches us twice, from the terminal and from the launcher.
    if (endingSince) {
      if (Date.now() - endingSince > 1000) process.exit(130);
      return;
    }
    endingSince = Date.now();
    console.log('正在停止…');
    setTimeout(() => process.exit(1), 15_000).unref();
    server.stop().then(
      () => process.exit(0),
      (error) => {
        log.error({ err: error }, 'stopping failed');
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
}

process.on('unhandledRejection', (error) => log.error({ err: error }, 'unhandled rejection'));
main().catch((error: unknown) => {
  const expected = error instanceof StartRefused || error instanceof CityPackError;
  if (expected) console.error((error as Error).message);
  else {
    console.error('启动失败，出了意外的错误：');
    console.error(error);
  }
  process.exit(1);
});
