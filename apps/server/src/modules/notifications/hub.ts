import { sql } from 'kysely';
import type { Platform } from '../../platform/platform.ts';
import { INBOX_TOPIC } from './inbox.ts';

/** How often every stream is looked after, whatever was or was not signalled. */
const LOOK_MS = 5_000;
/** Open streams of one person: that many pages in sight at once. */
export const MOST_STREAMS = 6;

export type Ending = 'session' | 'too-many';

/** One open stream of a person. */
export interface Seat {
  readonly personId: string;
  readonly sessionId: string;
  /** The change up to which it has been told. */
  at: number;
  /** Waits until there may be news or the caller is gone, or until it is to end; the reason then. */
  wait(): Promise<Ending | null>;
  leave(): void;
}

/** The open streams of one server: woken by signals, and looked after all together every few seconds. */
export class Hub {
  readonly #platform: Platform;
  readonly #seats = new Map<string, HubSeat[]>();
  #stop: (() => void) | null = null;

  constructor(platform: Platform) {
    this.#platform = platform;
  }

  /** Beyond the most that one person may have, the oldest ends. */
  take(personId: string, sessionId: string, gone: AbortSignal): Seat {
    this.#start();
    const seat = new HubSeat(personId, sessionId, () => this.#leave(seat));
    gone.addEventListener('abort', () => seat.ring(), { once: true });
    const seats = [...(this.#seats.get(personId) ?? []), seat];
    this.#seats.set(personId, seats);
    for (const old of seats.slice(0, -MOST_STREAMS)) old.end('too-many');
    return seat;
  }

  #leave(seat: HubSeat): void {
    const left = (this.#seats.get(seat.personId) ?? []).filter((one) => one !== seat);
    if (left.length) this.#seats.set(seat.personId, left);
    else this.#seats.delete(seat.personId);
  }

  #start(): void {
    if (this.#stop) return;
    const { db, log } = this.#platform;
    const unlisten = db.listen(INBOX_TOPIC, (text) => {
      const people = text?.split(' ').slice(1) ?? [...this.#seats.keys()];
      for (const seat of people.flatMap((personId) => this.#seats.get(personId) ?? [])) seat.ring();
    });
    const timer = setInterval(() => {
      this.look().catch((error) => log.error({ err: error }, 'open streams could not be looked after'));
    }, LOOK_MS);
    timer.unref();
    this.#stop = () => {
      unlisten();
      clearInterval(timer);
    };
  }

  /** Ends the streams whose session is over, and wakes those whose inbox has moved on without their hearing of it. */
  async look(): Promise<void> {
    const seats = [...this.#seats.values()].flat();
    if (seats.length === 0) return;
    const { db, clock } = this.#platform;
    const tenantId = this.#platform.tenantId();
    const now = clock.now();
    const { living, inboxes } = await db.transaction(tenantId, async (tx) => ({
      living: await sql<{ id: string }>`
        select session.id from session
        join account on account.tenant_id = session.tenant_id and account.person_id = session.person_id
        where session.tenant_id = ${tenantId} and session.id = any(${seats.map((seat) => seat.sessionId)})
          and session.expires_at > ${now} and account.disabled_at is null
          and session.last_seen_at + session.idle_minutes * interval '1 minute' > ${now}`.execute(tx),
      inboxes: await tx
        .selectFrom('inbox')
        .where('tenant_id', '=', tenantId)
        .where('person_id', 'in', [...this.#seats.keys()])
        .select(['person_id', 'last_change'])
        .execute(),
    }));
    const alive = new Set(living.rows.map((row) => row.id));
    const changes = new Map(inboxes.map((row) => [row.person_id, row.last_change]));
    for (const seat of seats)
      if (!alive.has(seat.sessionId)) seat.end('session');
      else if ((changes.get(seat.personId) ?? 0) !== seat.at) seat.ring();
  }

  stop(): void {
    this.#stop?.();
    this.#stop = null;
  }
}

class HubSeat implements Seat {
  readonly personId: string;
  readonly sessionId: string;
  readonly leave: () => void;
  at = 0;
  #rung = false;
  #ending: Ending | null = null;
  #wake: () => void = () => {};

  constructor(personId: string, sessionId: string, leave: () => void) {
    this.personId = personId;
    this.sessionId = sessionId;
    this.leave = leave;
  }

  ring(): void {
    this.#rung = true;
    this.#wake();
  }

  end(why: Ending): void {
    this.#ending ??= why;
    this.#wake();
  }

  async wait(): Promise<Ending | null> {
    if (!this.#rung && !this.#ending)
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    this.#rung = false;
    return this.#ending;
  }
}
