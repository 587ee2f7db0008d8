import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SETTLE_MS, SteadyTime, TOLERANCE_MS } from './steady-time.ts';

const HOUR = 3_600_000;
const JUMPS = [HOUR, -HOUR, 24 * HOUR, -24 * HOUR];
/** 31 December 23:59:30 in Beijing. */
const BEFORE_NEW_YEAR = Date.parse('2026-12-31T15:59:30Z');

/** A server's look at the clock every quarter of a second; the clock is set by hand. */
class Watch {
  mono = 1_000;
  /** What the clock says beyond the true time. */
  off = 0;
  readonly begun: number;
  readonly time: SteadyTime;
  believed = 0;
  constructor(begun = BEFORE_NEW_YEAR) {
    this.begun = begun - this.mono;
    this.time = new SteadyTime(this.reading());
  }
  reading(slow = 0) {
    return { wall: this.true + this.off, before: this.mono - slow, after: this.mono };
  }
  get true(): number {
    return this.begun + this.mono;
  }
  get due(): number {
    return this.time.dueAt(this.mono);
  }
  run(milliseconds: number, each: () => void = () => {}): void {
    for (const end = this.mono + milliseconds; this.mono < end; ) {
      this.mono += 250;
      if (this.time.observe(this.reading())) this.believed += 1;
      each();
    }
  }
}

describe('a clock that jumps', () => {
  for (const jump of JUMPS) {
    test(`by ${jump / HOUR} hours and is put right: no timer is due early by the true time, and afterwards none is held`, () => {
      const watch = new Watch();
      watch.run(1_000);
      watch.off = jump;
      watch.run(SETTLE_MS - 1_000, () => {
        expect(watch.due).toBeLessThanOrEqual(watch.true);
        expect(watch.time.at(watch.mono)).toBe(watch.true);
        expect(watch.time.status(watch.mono)).toMatchObject({ held: true, jumpMs: jump });
      });
      watch.off = 0;
      watch.run(500);
      expect(watch.due).toBe(watch.true);
      expect(watch.time.status(watch.mono)).toEqual({ held: false, jumpMs: 0, sinceMs: 0 });
      expect(watch.believed).toBe(0);
    });

    test(`by ${jump / HOUR} hours and stays: it is believed after the period, once`, () => {
      const watch = new Watch();
      watch.run(1_000);
      watch.off = jump;
      watch.run(SETTLE_MS - 500);
      expect(watch.believed).toBe(0);
      watch.run(2_000);
      expect(watch.believed).toBe(1);
      expect(watch.due).toBe(watch.true + jump);
      watch.run(SETTLE_MS * 2);
      expect(watch.believed).toBe(1);
    });
  }

  test('every jump begins the period anew', () => {
    const watch = new Watch();
    for (const off of [HOUR, -HOUR, 2 * HOUR]) {
      watch.off = off;
      watch.run(SETTLE_MS - 1_000);
    }
    expect(watch.believed).toBe(0);
    expect(watch.time.at(watch.mono)).toBe(watch.true);
  });
});

test('a clock that is adjusted little by little is followed', () => {
  const watch = new Watch();
  for (let i = 0; i < 100; i += 1) {
    watch.off += TOLERANCE_MS / 2;
    watch.run(250);
  }
  expect(watch.due).toBe(watch.true + watch.off);
});

test('a slow answer is no jump', () => {
  const watch = new Watch();
  watch.mono += 60_000;
  // Read when the question arrived, heard a minute later.
  expect(watch.time.observe({ wall: watch.true - 59_000, before: watch.mono - 60_000, after: watch.mono })).toBe(false);
  expect(watch.time.status(watch.mono).held).toBe(false);
  expect(watch.time.at(watch.mono)).toBe(watch.true);
});

test('whatever a clock does for less than the period, over New Year too, each timer fires once and never early', () => {
  const deeds = fc.array(
    fc.record({
      off: fc.constantFrom(0, ...JUMPS, 5 * 60_000, -7_000),
      for: fc.integer({ min: 1, max: SETTLE_MS / 1000 - 1 }),
    }),
    { minLength: 1, maxLength: 6 },
  );
  const timers = fc.array(fc.integer({ min: 0, max: 1_500 }), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(deeds, timers, (all, seconds) => {
      const watch = new Watch();
      const waiting = new Set(seconds.map((second) => BEFORE_NEW_YEAR + second * 1000));
      const fire = () => {
        for (const due of waiting)
          if (due <= watch.due) {
            expect(due).toBeLessThanOrEqual(watch.true);
            waiting.delete(due);
          }
      };
      for (const deed of all) {
        watch.off = deed.off;
        watch.run(deed.for * 1000, fire);
        // Put right again before the next.
        watch.off = 0;
        watch.run(1_000, fire);
      }
      watch.run(1_500_000, fire);
      expect([...waiting]).toEqual([]);
    }),
    { numRuns: 25 },
  );
});
