import { ApiError } from './api-error.ts';

/** Why nobody may pass: the session is over, by itself or because nobody was at work; something is lacking; or news of another window. */
export type Shut = 'over' | 'idle' | 'restricted' | 'signed-out' | 'other-person';

interface Waiting {
  pass: () => void;
  refuse: (error: Error) => void;
}

/**
 * Between the page and the server. Once the session of the page's person is over, requests wait here, as they are and with
 * their idempotency keys, until the same person has signed in again or has given up: nothing typed or sent is lost.
 */
export class SessionGate {
  #person: string | null = null;
  #shut: Shut | null = null;
  #opened = 0;
  #left = false;
  #waiting = new Set<Waiting>();
  #listeners = new Set<() => void>();

  /** Whose page this is; null before anybody has signed in, and nobody is held up then. */
  get person(): string | null {
    return this.#person;
  }

  get state(): Shut | null {
    return this.#shut;
  }

  /** How often it has been opened: a refusal that was sent before the last opening says nothing about now. */
  get opened(): number {
    return this.#opened;
  }

  /** Somebody has left on purpose: where they were concerns nobody who comes after. */
  get left(): boolean {
    return this.#left;
  }

  /** The page belongs to this person from now on; null leaves it to nobody. */
  belongTo(person: string | null): void {
    this.#left = person === null;
    this.#person = person;
    this.#settle((one) => (person === null ? one.refuse(signedOut()) : one.pass()));
  }

  /** Holds requests up. False when there is nobody to wait for. */
  shut(why: Shut): boolean {
    if (this.#person === null) return false;
    // The first reason stays, but for what is known better, and nobody may send in another person's name.
    if (this.#shut === why || (this.#shut !== null && why !== 'other-person' && why !== 'idle')) return true;
    this.#shut = why;
    this.#tell();
    return true;
  }

  /** The same person is signed in again: what waited goes on. */
  open(): void {
    this.#opened++;
    this.#settle((one) => one.pass());
  }

  /** Resolves when requests may pass; throws SIGN_IN_REQUIRED when the person gave up, or the signal's reason. */
  pass(signal?: AbortSignal | null): Promise<void> {
    if (this.#shut === null) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const one = {
        pass: () => {
          signal?.removeEventListener('abort', leave);
          resolve();
        },
        refuse: (error: Error) => {
          signal?.removeEventListener('abort', leave);
          reject(error);
        },
      };
      const leave = () => {
        this.#waiting.delete(one);
        reject(signal?.reason);
      };
      if (signal?.aborted) return leave();
      signal?.addEventListener('abort', leave);
      this.#waiting.add(one);
    });
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  #settle(how: (one: Waiting) => void): void {
    this.#shut = null;
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const one of waiting) how(one);
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

const signedOut = () => new ApiError(401, 'SIGN_IN_REQUIRED', '请先登录。');

/** The page has one. */
export const sessionGate = new SessionGate();
