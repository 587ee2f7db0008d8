import { expect, test } from 'vitest';
import { SessionGate } from './session-gate.ts';

test('nobody is held up before somebody has signed in', async () => {
  const gate = new SessionGate();
  expect(gate.shut('over')).toBe(false);
  await gate.pass();
});

test('what waited goes on when the same person is back, all of it', async () => {
  const gate = new SessionGate();
  gate.belongTo('chen');
  expect(gate.shut('over')).toBe(true);
  const passed: string[] = [];
  const both = [gate.pass().then(() => passed.push('a')), gate.pass().then(() => passed.push('b'))];
  await Promise.resolve();
  expect(passed).toEqual([]);
  gate.open();
  await Promise.all(both);
  expect(passed).toEqual(['a', 'b']);
  expect([gate.state, gate.opened]).toEqual([null, 1]);
});

test('who gives up is refused like somebody without a session', async () => {
  const gate = new SessionGate();
  gate.belongTo('chen');
  gate.shut('over');
  const refused = expect(gate.pass()).rejects.toMatchObject({ code: 'SIGN_IN_REQUIRED' });
  gate.belongTo(null);
  await refused;
});

test('a request that nobody wants any more does not wait', async () => {
  const gate = new SessionGate();
  gate.belongTo('chen');
  gate.shut('over');
  const leaving = new AbortController();
  const waiting = expect(gate.pass(leaving.signal)).rejects.toThrow('left');
  leaving.abort(new Error('left'));
  await waiting;
});

test('another person in this browser weighs more than a session that is over', () => {
  const gate = new SessionGate();
  gate.belongTo('chen');
  gate.shut('other-person');
  gate.shut('over');
  expect(gate.state).toBe('other-person');
  gate.open();
  gate.shut('over');
  gate.shut('other-person');
  expect(gate.state).toBe('other-person');
});
