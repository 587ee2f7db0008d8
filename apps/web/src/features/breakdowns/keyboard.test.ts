import { expect, test } from 'vitest';
import { commandOf, type Pressed } from './keyboard.ts';

const press = (code: string, more: Partial<Pressed> = {}) =>
  commandOf({ code, key: '', shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...more });

test('a Chinese input method that swallows the letter does not swallow the command', () => {
  expect(press('KeyJ', { key: 'Process' })).toEqual({ name: 'next' });
  expect(press('Digit2', { key: 'Process' })).toEqual({ name: 'lead', digit: 2, add: false });
});

test('Shift with a digit adds a lead, wherever the keyboard puts the sign', () => {
  expect(press('Digit3', { key: '#', shiftKey: true })).toEqual({ name: 'lead', digit: 3, add: true });
  expect(press('Numpad3')).toEqual({ name: 'lead', digit: 3, add: false });
  expect(press('Digit0')).toBeNull();
});

test('copying, finding and reloading stay with the browser', () => {
  expect(press('KeyA', { ctrlKey: true })).toBeNull();
  expect(press('KeyR', { ctrlKey: true })).toBeNull();
  expect(press('KeyZ', { ctrlKey: true, shiftKey: true })).toBeNull();
  expect(press('KeyX', { shiftKey: true })).toBeNull();
});

test('undo is U, and Ctrl+Z as everywhere', () => {
  expect(press('KeyU')).toEqual({ name: 'undo' });
  expect(press('KeyZ', { ctrlKey: true })).toEqual({ name: 'undo' });
  expect(press('KeyZ', { metaKey: true })).toEqual({ name: 'undo' });
});

test('every field of an item that the help names has its key', () => {
  const fields = ['E', 'L', 'P', 'G', 'D', 'Q'].map((letter) => press(`Key${letter}`));
  expect(fields).toEqual(
    ['wording', 'leads', 'supports', 'sponsor', 'due', 'quarters'].map((field) => ({ name: 'edit', field })),
  );
});

test('the help opens with half-width and full-width question marks', () => {
  expect(press('Slash', { key: '?', shiftKey: true })).toEqual({ name: 'help' });
  expect(press('Slash', { key: '？', shiftKey: true })).toEqual({ name: 'help' });
});
