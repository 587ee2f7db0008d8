import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { readOptions } from './options.ts';

test('flags go before the environment, and that before what is usual', () => {
  expect(readOptions({}, {})).toMatchObject({
    port: 8080,
    host: '127.0.0.1',
    data: resolve('data'),
    city: null,
    databaseUrl: null,
  });
  const env = { PORT: '9000', LUOSHI_DATA: '/srv/落实', DATABASE_URL: 'postgresql://x', HOST: '0.0.0.0' };
  expect(readOptions({}, env)).toMatchObject({
    port: 9000,
    data: '/srv/落实',
    databaseUrl: 'postgresql://x',
    host: '0.0.0.0',
  });
  expect(readOptions({ port: '9001', data: 'd', city: '630200' }, env)).toMatchObject({
    port: 9001,
    data: resolve('d'),
    city: '630200',
  });
});

test('an empty variable is as if it were not there', () => {
  expect(readOptions({}, { PORT: '', LUOSHI_DATA: '', DATABASE_URL: '' })).toMatchObject({
    port: 8080,
    databaseUrl: null,
  });
});

test('a port that is none is refused', () => {
  for (const port of ['x', '-1', '65536', '8080.5', '']) expect(() => readOptions({ port }, {})).toThrow('端口');
});
