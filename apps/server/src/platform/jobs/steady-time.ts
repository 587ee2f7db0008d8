/** A look at a clock that can be set: what it said, and our own monotonic milliseconds before asking and after the answer. */
export interface Reading {
  readonly wall: number;
  readonly before: number;
  readonly after: number;
}

export interface TimeStatus {
  /** The database's clock has jumped and the jump is not yet believed: timers in between are held. */
  readonly held: boolean;
  /** How far it has jumped, in milliseconds; 0 when nothing is held. */
  readonly jumpMs: number;
  /** For how long it has stayed there. */
  readonly sinceMs: number;
}

/** How far a clock may wander between two looks (it is being adjusted) before that is a jump. */
export const TOLERANCE_MS = 2_000;
const DRIFT = 0.001;
/** For how long a time must have stayed before it is believed. */
export const SETTLE_MS = 5 * 60_000;

/**
 * A time that goes on evenly while the clock behind it jumps. What the monotonic clock does not explain is not believed
 * until it has stayed for `settleMs`: a wrong setting that is corrected meanwhile leaves no trace. Pure; times are
 * milliseconds.
 */
export class SteadyTime {
  readonly #settleMs: number;
  #base: { wall: number; at: number };
  #jump: { by: number; since: number } | null = null;

  constructor(first: Reading, settleMs = SETTLE_MS) {
    this.#settleMs = settleMs;
    this.#base = { wall: first.wall, at: first.after };
  }

  /** The time at a monotonic moment. */
  at(moment: number): number {
    return this.#base.wall + (moment - this.#base.at);
  }

  /** The time by which timers are due: while a jump is not believed, the earlier of the two, so that none fires early by either. */
  dueAt(moment: number): number {
    return this.at(moment) + Math.min(0, this.#jump?.by ?? 0);
  }

  /** Takes a look into account. True when a jump has just been believed: the time is another from now on. */
  observe({ wall, before, after }: Reading): boolean {
    // A slow answer says only that the time lay somewhere between asking and hearing.
    const off = wall < this.at(before) ? wall - this.at(before) : Math.max(0, wall - this.at(after));
    const tolerance = TOLERANCE_MS + DRIFT * (after - this.#base.at);
    if (Math.abs(off) <= tolerance) {
      this.#base = { wall: this.at(after) + off, at: after };
      this.#jump = null;
      return false;
    }
    if (this.#jump === null || Math.abs(off - this.#jump.by) > tolerance) this.#jump = { by: off, since: after };
    if (after - this.#jump.since < this.#settleMs) return false;
    this.#base = { wall, at: after };
    this.#jump = null;
    return true;
  }

  status(moment: number): TimeStatus {
    if (this.#jump === null) return { held: false, jumpMs: 0, sinceMs: 0 };
    return { held: true, jumpMs: Math.round(this.#jump.by), sinceMs: Math.round(moment - this.#jump.since) };
  }
}
