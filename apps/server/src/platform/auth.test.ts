import { expect, test } from 'vitest';
import { hashPassword, verifyPassword } from './auth.ts';

test('a password fits its hash and no other, and the same password hashes differently', async () => {
  const [one, two] = await Promise.all([hashPassword('落实-2026'), hashPassword('落实-2026')]);
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(one).not.toBe(two);
  expect(await verifyPassword('落实-2026', one)).toBe(true);
  expect(await verifyPassword('落实-2027', one)).toBe(false);
});

test('a hash that another program made, at another cost, is understood', async () => {
  // argon2 of the reference implementation: echo -n password | argon2 somesalt -id -t 2 -m 16 -p 1 -l 32
  const reference = '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc';
  expect(await verifyPassword('password', reference)).toBe(true);
  expect(await verifyPassword('Password', reference)).toBe(false);
});

test('what is no such hash fits nothing', async () => {
  for (const text of ['', 'plain', '$2b$10$abcdefghijklmnopqrstuu', '$argon2id$v=19$m=1,t=1'])
    expect(await verifyPassword('', text)).toBe(false);
});
