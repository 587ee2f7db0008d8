import { expect, test } from 'vitest';
import { EditQueue } from './edit-queue.ts';

test('keys pressed faster than the server answers are saved in their order', async () => {
  const queue = new EditQueue();
  const done: string[] = [];
  let release = () => {};
  const slow = queue.add(async () => {
    await new Promise<void>((resolve) => {
      release = resolve;
    });
    done.push('accept');
  });
  const quick = queue.add(async () => {
    done.push('lead');
  });
  await Promise.resolve();
  release();
  await Promise.all([slow, quick]);
  expect(done).toEqual(['accept', 'lead']);
});

test('one edit that is refused does not stop those behind it', async () => {
  const counts: number[] = [];
  const queue = new EditQueue((waiting) => counts.push(waiting));
  const refused = queue.add(() => Promise.reject(new Error('EDIT_CONFLICT')));
  const next = queue.add(async () => 'saved');
  await expect(refused).rejects.toThrow('EDIT_CONFLICT');
  expect(await next).toBe('saved');
  await Promise.resolve();
  expect(counts.at(-1)).toBe(0);
});

test('only the own edits in between are taken as seen', () => {
  const queue = new EditQueue();
  queue.made('s1', 1, 2);
  queue.made('s1', 2, 3);
  expect(queue.version('s1', 1)).toBe(3);
  // Version 4 was another's: what was seen as 3 stays 3, and the server will refuse it.
  queue.made('s1', 4, 5);
  expect(queue.version('s1', 3)).toBe(3);
  expect(queue.version('s2', 1)).toBe(1);
});
