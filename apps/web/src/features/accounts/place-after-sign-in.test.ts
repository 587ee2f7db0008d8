import { expect, test } from 'vitest';
import { placeAfterSignIn } from './place-after-sign-in.ts';

test('goes back to the page that was asked for', () => {
  expect(placeAfterSignIn('/reports/1/review?show=pending')).toBe('/reports/1/review?show=pending');
});

test.each([
  null,
  '',
  '//evil.example',
  '/\\evil.example',
  'https://evil.example',
  '/sign-in?next=/reports',
  '/sso/callback?code=1',
])('never leaves the site or loops: %s', (next) => {
  expect(placeAfterSignIn(next)).toBe('/');
});
