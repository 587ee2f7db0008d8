import { createServer, type RequestListener, type Server } from 'node:http';
import { StartRefused } from '../errors.ts';

export interface Listener {
  readonly server: Server;
  readonly port: number;
  /** From now on this answers the requests; before, they get 503. */
  handOver(handler: RequestListener): void;
}

/** What a person sees meanwhile: it looks again by itself, and is the page once that is there. Without script or style of others. */
const STARTING_PAGE = `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="refresh" content="2">
<meta name="viewport" content="width=device-width">
<title>落实 正在启动</title>
<style>body{font-family:sans-serif;max-width:32em;margin:20vh auto;padding:0 1em;color:#1f1f1f;line-height:1.7}</style>
</head>
<body>
<h1>系统正在启动</h1>
<p role="status">通常需要几秒；升级后第一次启动可能需要几分钟。本页会自动刷新，请不要关闭。</p>
</body>
</html>
`;

const starting: RequestListener = (request, response) => {
  const page = request.method === 'GET' && request.headers.accept?.includes('text/html');
  response.writeHead(503, {
    'content-type': `${page ? 'text/html' : 'application/json'}; charset=utf-8`,
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
    'retry-after': '2',
    'cache-control': 'no-store',
  });
  const body = page ? STARTING_PAGE : JSON.stringify({ code: 'STARTING', message: '系统正在启动，请稍候几秒再刷新。' });
  response.end(body);
};

/** Takes the port before anything long begins, so that a taken one is said at once. Throws StartRefused. */
export async function listen(port: number, host: string): Promise<Listener> {
  let handler = starting;
  const server = createServer((request, response) => handler(request, response));
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(refusal(error, port, host)));
    server.listen(port, host, resolve);
  });
  const address = server.address();
  return {
    server,
    port: typeof address === 'object' && address ? address.port : port,
    handOver: (next) => {
      handler = next;
    },
  };
}

function refusal(error: NodeJS.ErrnoException, port: number, host: string): StartRefused {
  if (error.code === 'EADDRINUSE')
    return new StartRefused(
      `端口 ${port} 已被占用。请停止占用它的程序，或换一个端口，例如：npm start -- --port ${port + 1}`,
    );
  if (error.code === 'EACCES')
    return new StartRefused(`没有权限使用端口 ${port}。请换一个 1024 以上的端口，例如：npm start -- --port 8080`);
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND')
    return new StartRefused(`本机没有地址 ${host}。请检查 --host。`);
  return new StartRefused(`无法监听 ${host}:${port}（${error.message}）。`);
}
