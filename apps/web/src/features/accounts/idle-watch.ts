const MINUTE = 60_000;

/** What an idle session needs next, from when somebody last did something and when the server last heard of it. */
export type IdleStep =
  | { step: 'nothing' }
  /** Somebody is at work without asking the server for anything: tell it. */
  | { step: 'keep' }
  /** It ends soon, in so many milliseconds. */
  | { step: 'warn'; left: number }
  | { step: 'end' };

/**
 * The rule of an idle end, in milliseconds of one clock. It counts what the person does, not what the page asks for by
 * itself: a page that asks every few seconds would otherwise never let its session end.
 */
export function idleStep(now: number, at: { active: number; kept: number }, idleMinutes: number): IdleStep {
  const limit = idleMinutes * MINUTE;
  const left = at.active + limit - now;
  if (left <= 0) return { step: 'end' };
  if (left <= warningOf(limit)) return { step: 'warn', left };
  return at.active > at.kept && now - at.kept > limit / 4 ? { step: 'keep' } : { step: 'nothing' };
}

/** Two minutes before, or less where the whole time is short. */
const warningOf = (limit: number) => Math.min(2 * MINUTE, limit / 4);
