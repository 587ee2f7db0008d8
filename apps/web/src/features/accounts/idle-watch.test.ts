import { expect, test } from 'vitest';
import { idleStep } from './idle-watch.ts';

const minutes = (count: number) => count * 60_000;

test('somebody who types for long without asking the server for anything stays signed in', () => {
  expect(idleStep(minutes(10), { active: minutes(10), kept: 0 }, 30)).toEqual({ step: 'keep' });
  expect(idleStep(minutes(10), { active: minutes(10), kept: minutes(9) }, 30)).toEqual({ step: 'nothing' });
});

test('an end for want of work is told two minutes before', () => {
  expect(idleStep(minutes(27), { active: 0, kept: minutes(27) }, 30)).toEqual({ step: 'nothing' });
  expect(idleStep(minutes(29), { active: 0, kept: 0 }, 30)).toEqual({ step: 'warn', left: minutes(1) });
  expect(idleStep(minutes(30), { active: 0, kept: minutes(30) }, 30)).toEqual({ step: 'end' });
});

test('with a short limit the warning is short as well', () => {
  expect(idleStep(minutes(3), { active: 0, kept: 0 }, 5)).toEqual({ step: 'nothing' });
  expect(idleStep(minutes(4), { active: 0, kept: 0 }, 5)).toEqual({ step: 'warn', left: minutes(1) });
});
