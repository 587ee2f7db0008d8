import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { InboxLink, type Source } from './inbox-link.ts';

class FakeSource implements Source {
  readyState = 1;
  readonly address: string;
  readonly #hearers = new Map<string, (event: MessageEvent<string>) => void>();
  constructor(address: string) {
    this.address = address;
  }
  addEventListener(event: string, hear: (event: MessageEvent<string>) => void): void {
    this.#hearers.set(event, hear);
  }
  say(event: string, data: unknown = {}): void {
    this.#hearers.get(event)?.({ data: JSON.stringify(data) } as MessageEvent<string>);
  }
  close(): void {
    this.readyState = 2;
  }
}

const notification = {
  id: '01900000-0000-7000-8000-000000000001',
  type: 't',
  title: '题',
  text: '文',
  link: '/',
  urgency: 'normal',
  state: 'unread',
  times: 1,
  at: '2026-03-02T02:00:00Z',
  change: 8,
} as const;

let sources: FakeSource[];
let heard: [number, string | null][];
let asked: number;
let link: InboxLink;
beforeEach(() => {
  vi.useFakeTimers();
  [sources, heard, asked] = [[], [], 0];
  link = new InboxLink({
    open(address) {
      const source = new FakeSource(address);
      sources.push(source);
      return source;
    },
    ask: async () => {
      asked += 1;
      return { unread: 9, change: 20 };
    },
    hear: (inbox, spoke) => heard.push([inbox.unread, spoke?.title ?? null]),
  });
  link.start();
});
afterEach(() => {
  link.stop();
  vi.useRealTimers();
});

test('what the stream says is heard, and a page that was out of sight goes on from there', () => {
  sources[0]!.say('inbox', { unread: 2, change: 7 });
  sources[0]!.say('notification', { notification, unread: 3 });
  expect(heard).toEqual([
    [2, null],
    [3, '题'],
  ]);
  link.stop();
  link.start();
  expect(sources.map(({ address }) => address)).toEqual([
    '/api/notifications/stream',
    '/api/notifications/stream?after=8',
  ]);
});

test('where nothing gets through the inbox is asked for, and the stream tried again later', async () => {
  await vi.advanceTimersByTimeAsync(10_000);
  expect(sources[0]!.readyState).toBe(2);
  await vi.advanceTimersByTimeAsync(40_000);
  expect(asked).toBe(3);
  expect(heard[0]).toEqual([9, null]);
  await vi.advanceTimersByTimeAsync(80_000);
  expect(sources[1]!.address).toBe('/api/notifications/stream?after=20');
});

test('a refused stream is asked for instead; one whose session is over is left alone', async () => {
  sources[0]!.readyState = 2;
  sources[0]!.say('error');
  await vi.advanceTimersByTimeAsync(0);
  expect(asked).toBe(1);
  link.start();
  sources[1]!.say('end', { reason: 'session' });
  await vi.advanceTimersByTimeAsync(300_000);
  expect([asked, sources.length]).toEqual([1, 2]);
});
