import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseEntry } from './address-table.ts';
import { allowedAddress, type Lookup } from './allowed-address.ts';
import { fetchOutgoing } from './fetch-outgoing.ts';

/** A server on this machine that counts who reaches it. */
let server: Server;
let port: number;
let reached: string[];
beforeAll(async () => {
  server = createServer((request, response) => {
    reached.push(`${request.headers.host}${request.url}`);
    if (request.url === '/moved') response.writeHead(302, { location: 'http://169.254.169.254/' }).end();
    else if (request.url === '/endless') {
      response.writeHead(200);
      const more = setInterval(() => response.write('x'.repeat(64 * 1024)), 1);
      response.on('close', () => clearInterval(more));
    } else if (request.url !== '/hangs') response.end(`got ${request.method}`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
  reached = [];
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const names =
  (table: Record<string, string[]>): Lookup =>
  async (host) => {
    const found = table[host];
    if (!found) throw new Error('ENOTFOUND');
    return found.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
  };
const allowed = (host: string, table: string[], lookup: Lookup = names({}), usualPort = true) =>
  allowedAddress({ host, port: usualPort ? 443 : 8443, usualPort }, table, lookup).then(
    ({ address }) => address,
    (error: Error & { failure: string }) => error.failure,
  );

test('a host is reached when the table lists it, and no other', async () => {
  const lookup = names({ 'api.example.cn': ['8.8.8.8'], 'other.cn': ['8.8.4.4'], 'a.b.example.cn': ['8.8.8.8'] });
  expect(await allowed('api.example.cn', ['api.example.cn'], lookup)).toBe('8.8.8.8');
  expect(await allowed('API.Example.CN.', ['api.example.cn'], lookup)).toBe('8.8.8.8');
  expect(await allowed('other.cn', ['api.example.cn'], lookup)).toBe('refused');
  expect(await allowed('a.b.example.cn', ['*.example.cn'], lookup)).toBe('8.8.8.8');
  expect(await allowed('api.example.cn', ['*.api.example.cn'], lookup)).toBe('refused');
  expect(await allowed('other.cn', ['*.r.cn'], lookup)).toBe('refused');
  expect(await allowed('gone.cn', ['gone.cn'], lookup)).toBe('unreachable');
});

test('a port that is not the usual one is listed with its host', async () => {
  const lookup = names({ 'api.cn': ['8.8.8.8'] });
  expect(await allowed('api.cn', ['api.cn'], lookup, false)).toBe('refused');
  expect(await allowed('api.cn', ['api.cn:8443'], lookup, false)).toBe('8.8.8.8');
  expect(await allowed('api.cn', ['api.cn:8443'], lookup)).toBe('refused');
});

test.each([
  ['loopback', '127.0.0.1'],
  ['loopback, IPv6', '::1'],
  ['mapped into IPv6', '::ffff:127.0.0.1'],
  ['mapped into IPv6, hexadecimal', '::ffff:7f00:1'],
  ['translated into IPv6', '64:ff9b::a00:1'],
  ['private', '10.1.2.3'],
  ['private', '192.168.1.1'],
  ['unique local', 'fd00::1'],
  ['link-local', 'fe80::1'],
  ['metadata', '169.254.169.254'],
  ['metadata of another cloud', '100.100.100.200'],
  ['unspecified', '0.0.0.0'],
  ['multicast', '224.0.0.1'],
])('a listed name that points to an inside address is refused: %s %s', async (_what, address) => {
  expect(await allowed('trap.cn', ['trap.cn'], names({ 'trap.cn': [address] }))).toBe('refused');
});

test('an inside address is reached when its address or network is listed', async () => {
  const lookup = names({ 'gateway.city': ['10.1.2.3'], 'mapped.city': ['::ffff:10.1.2.3'] });
  expect(await allowed('gateway.city', ['10.1.0.0/16'], lookup)).toBe('10.1.2.3');
  expect(await allowed('mapped.city', ['10.1.2.3'], lookup)).toBe('10.1.2.3');
  expect(await allowed('10.1.2.3', ['10.1.2.4'])).toBe('refused');
  expect(await allowed('gateway.city', ['10.2.0.0/16'], lookup)).toBe('refused');
  expect(await allowed('[fd00::5]', ['fd00::/8'])).toBe('fd00::5');
});

test('a line of the table is a name, an address or a network', () => {
  for (const good of ['a.cn', '*.a.cn', 'a.cn:8443', '10.0.0.0/8', '10.1.2.3:80', '[fd00::1]:443', 'fd00::/8'])
    expect([good, parseEntry(good) !== null]).toEqual([good, true]);
  for (const bad of [
    '',
    '*',
    'http://a.cn',
    'a.cn/x',
    'a b',
    '10.0.0.0/33',
    '10.0.0.0/0',
    'a.cn:99999',
    '127.1',
    '2130706433',
  ])
    expect([bad, parseEntry(bad)]).toEqual([bad, null]);
});

const fetched = (url: string, table: string[], more: object = {}) =>
  fetchOutgoing(url, { table, ...more }).then(
    (answer) => `${answer.status} ${answer.text}`,
    (error: Error & { failure: string }) => error.failure,
  );

test.each(['2130706433', '0177.0.0.1', '0x7f.1', '127.1', '0x7f000001', '[::ffff:7f00:1]', '[::1]', 'localhost'])(
  'this machine in other clothes is still this machine: %s',
  async (host) => {
    reached = [];
    expect(await fetched(`http://${host}:${port}/x`, ['example.cn', 'localhost'])).toBe('refused');
    expect(reached).toEqual([]);
  },
);

test('the connection goes to the address that was judged, whatever the name says next', async () => {
  reached = [];
  let asked = 0;
  const rebinding: Lookup = async () => {
    asked += 1;
    return [{ address: asked === 1 ? '127.0.0.1' : '10.9.9.9', family: 4 }];
  };
  expect(await fetched(`http://robot.city:${port}/hook`, [`127.0.0.1:${port}`], { lookup: rebinding })).toBe(
    '200 got POST',
  );
  expect(asked).toBe(1);
  expect(reached).toEqual([`robot.city:${port}/hook`]);
});

test('redirects, endless answers and silence end', async () => {
  const table = [`127.0.0.1:${port}`];
  const base = `http://127.0.0.1:${port}`;
  expect(await fetched(`${base}/moved`, table)).toBe('refused');
  expect(await fetched(`${base}/endless`, table)).toBe('silent');
  expect(await fetched(`${base}/hangs`, table, { timeoutMs: 300 })).toBe('silent');
  expect(await fetched(`${base}/hangs`, table, { lookup: () => new Promise(() => {}), timeoutMs: 300 })).toBe('silent');
  expect(await fetched('http://slow.cn/', ['slow.cn'], { lookup: () => new Promise(() => {}), timeoutMs: 50 })).toBe(
    'unreachable',
  );
});

test.each(['ftp://a.cn/', 'file:///etc/passwd', 'http://user:pw@a.cn/', 'javascript:1', 'a.cn', ''])(
  'only plain addresses of the web: %s',
  async (url) => expect(await fetched(url, ['a.cn'], { lookup: names({ 'a.cn': ['8.8.8.8'] }) })).toBe('refused'),
);
