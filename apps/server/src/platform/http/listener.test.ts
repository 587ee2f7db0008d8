import { expect, test } from 'vitest';
import { listen } from './listener.ts';

test('until it is ready a browser sees a page that looks again by itself, and a program is told STARTING', async () => {
  const listener = await listen(0, '127.0.0.1');
  const address = `http://127.0.0.1:${listener.port}`;
  const page = await fetch(address, { headers: { accept: 'text/html,application/xhtml+xml' } });
  expect(page.status).toBe(503);
  expect(page.headers.get('content-type')).toContain('text/html');
  const text = await page.text();
  expect(text).toContain('系统正在启动');
  expect(text).toContain('http-equiv="refresh"');
  expect(text).not.toContain('<script');
  const program = await fetch(`${address}/api/session`, { headers: { accept: 'application/json' } });
  expect(program.status).toBe(503);
  expect(await program.json()).toMatchObject({ code: 'STARTING' });
  listener.handOver((_request, response) => response.end('ready'));
  expect(await (await fetch(address)).text()).toBe('ready');
  listener.server.closeAllConnections();
  listener.server.close();
});
