import type { FastifyRequest } from 'fastify';
import type { Actor } from '../actor.ts';
import { AppError } from '../errors.ts';

/** More keys than this are not remembered: the longest unused is forgotten, and memory stays bounded. */
const MOST_KEYS = 20_000;

/** So many a minute for a key, saved up to as many: a bucket that refills. */
export class Quota {
  readonly #perMinute: number;
  readonly #left = new Map<string, { tokens: number; at: number }>();

  constructor(perMinute: number) {
    this.#perMinute = perMinute;
  }

  /** Takes one. Answers 0, or after how many seconds there will be one. `now` in milliseconds. */
  take(key: string, now: number): number {
    const before = this.#left.get(key);
    const refilled = before ? before.tokens + ((now - before.at) / 60_000) * this.#perMinute : this.#perMinute;
    const tokens = Math.min(this.#perMinute, refilled);
    const taken = tokens >= 1;
    // Put back at the end: the map is in the order of use.
    this.#left.delete(key);
    this.#left.set(key, { tokens: taken ? tokens - 1 : tokens, at: now });
    if (this.#left.size > MOST_KEYS) this.#left.delete(this.#left.keys().next().value!);
    return taken ? 0 : Math.max(1, Math.ceil(((1 - tokens) * 60) / this.#perMinute));
  }

  get keys(): number {
    return this.#left.size;
  }
}

/** How often one may call, a minute. */
export interface Rates {
  /** From one network address: a whole office may share it. */
  readonly address: number;
  readonly person: number;
  /** Files from one person. */
  readonly uploads: number;
}

export const RATES: Rates = { address: 6_000, person: 1_200, uploads: 60 };

/** Keeps one address or person from taking the server for itself. What comes from the machine itself is not counted. */
export class Limits {
  readonly #address: Quota;
  readonly #person: Quota;
  readonly #uploads: Quota;
  readonly #counted = new WeakSet<FastifyRequest>();

  constructor(rates: Rates) {
    this.#address = new Quota(rates.address);
    this.#person = new Quota(rates.person);
    this.#uploads = new Quota(rates.uploads);
  }

  /** Before anything is read of the request. Throws TOO_MANY_REQUESTS. */
  countAddress = async (request: FastifyRequest): Promise<void> => {
    if (request.url.startsWith('/api/') && !isLocal(request.ip)) this.#count(this.#address, request.ip);
  };

  /** Once for a request, however often it is asked. Throws TOO_MANY_REQUESTS. */
  countPerson(request: FastifyRequest, { personId }: Actor, upload: boolean): void {
    if (personId === null || isLocal(request.ip) || this.#counted.has(request)) return;
    this.#counted.add(request);
    this.#count(this.#person, personId);
    if (upload) this.#count(this.#uploads, personId);
  }

  #count(quota: Quota, key: string): void {
    const retryAfter = quota.take(key, performance.now());
    if (retryAfter > 0)
      throw new AppError('TOO_MANY_REQUESTS', `请求过于频繁，已暂缓处理。请等 ${retryAfter} 秒再试。`, { retryAfter });
  }
}

/** For a server that only its tests call. */
export const NO_LIMITS = new Limits({
  address: Number.MAX_SAFE_INTEGER,
  person: Number.MAX_SAFE_INTEGER,
  uploads: Number.MAX_SAFE_INTEGER,
});

/** A reverse proxy on the machine is only told from its users where it is trusted (LUOSHI_TRUSTED_PROXIES). */
const isLocal = (address: string): boolean =>
  address === '127.0.0.1' || address === '::1' || address === '::ffff:127.0.0.1';
