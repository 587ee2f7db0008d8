import { expect, test } from 'vitest';
import { nextAt, quietUntil } from './hours.ts';
import { afterSending, MOST_ATTEMPTS, pauseAfter } from './lifecycle.ts';

const beijing = (text: string) => new Date(`${text}:00+08:00`);

test('what comes of a try decides the state and the next one', () => {
  const after = (channel: 'mail' | 'sms', attempts: number, kind: 'sent' | 'deferred' | 'refused' | 'silent') =>
    afterSending(channel, attempts, kind === 'sent' ? { kind } : { kind, why: '因' }, 0.5);
  expect(after('mail', 1, 'sent')).toEqual({ state: 'sent', pause: null, lastError: null });
  expect(after('mail', 1, 'deferred')).toEqual({ state: 'waiting', pause: 20_000, lastError: '因' });
  expect(after('mail', 2, 'deferred').pause).toBe(60_000);
  expect(after('mail', MOST_ATTEMPTS, 'deferred')).toMatchObject({ state: 'failed', pause: null });
  expect(after('mail', 1, 'refused')).toEqual({ state: 'failed', pause: null, lastError: '因' });
  expect(after('mail', 1, 'silent')).toMatchObject({ state: 'unknown', pause: 20_000 });
  expect(after('mail', MOST_ATTEMPTS, 'silent')).toMatchObject({ state: 'unknown', pause: null });
  expect(after('sms', 1, 'silent')).toMatchObject({ state: 'unknown', pause: null });
});

test('pauses grow up to four hours and are spread by a fifth', () => {
  expect(pauseAfter(1, 0)).toBe(16_000);
  expect(pauseAfter(1, 1)).toBe(24_000);
  expect(pauseAfter(50, 0.5)).toBe(4 * 3_600_000);
});

test('quiet hours over midnight, within a day, and none', () => {
  const night = { on: true, from: '22:00', to: '07:00' };
  expect(quietUntil(beijing('2026-03-02T21:59'), night)).toBeNull();
  expect(quietUntil(beijing('2026-03-02T22:00'), night)).toEqual(beijing('2026-03-03T07:00'));
  expect(quietUntil(beijing('2026-12-31T23:30'), night)).toEqual(beijing('2027-01-01T07:00'));
  expect(quietUntil(beijing('2026-03-03T06:59'), night)).toEqual(beijing('2026-03-03T07:00'));
  expect(quietUntil(beijing('2026-03-03T07:00'), night)).toBeNull();
  const noon = { on: true, from: '12:00', to: '14:00' };
  expect(quietUntil(beijing('2026-03-02T13:00'), noon)).toEqual(beijing('2026-03-02T14:00'));
  expect(quietUntil(beijing('2026-03-02T14:00'), noon)).toBeNull();
  expect(quietUntil(beijing('2026-03-02T23:00'), { ...night, on: false })).toBeNull();
});

test('the next time of a day is today or tomorrow in Beijing', () => {
  expect(nextAt(beijing('2026-03-02T08:29'), '08:30')).toEqual(beijing('2026-03-02T08:30'));
  expect(nextAt(beijing('2026-03-02T08:30'), '08:30')).toEqual(beijing('2026-03-03T08:30'));
  // 23:00 in Greenwich is tomorrow in Beijing.
  expect(nextAt(new Date('2026-03-02T23:00:00Z'), '08:30')).toEqual(beijing('2026-03-03T08:30'));
});
