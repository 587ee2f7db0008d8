import type { Channel, MessageState } from './contract.ts';

/** What can come of trying to send a message. `why` is Chinese, for the administrator. */
export type Outcome =
  /** The other side has taken it, or it has arrived. */
  | { readonly kind: 'sent' | 'delivered'; readonly simulated?: boolean; readonly address?: string }
  /** Not taken now: worth trying again. */
  | { readonly kind: 'deferred'; readonly why: string }
  /** Not taken, and never will be as it is. */
  | { readonly kind: 'refused'; readonly why: string }
  /** It was on its way, and nobody said whether it arrived. */
  | { readonly kind: 'silent'; readonly why: string };

export interface Step {
  readonly state: MessageState;
  /** Milliseconds until it is tried again; null where it is not. */
  readonly pause: number | null;
  readonly lastError: string | null;
}

export const MOST_ATTEMPTS = 8;
const FIRST_PAUSE_MS = 20_000;
const LONGEST_PAUSE_MS = 4 * 3_600_000;

/** After 20 s, 1 min, 3 min … 4 h at most, each up to a fifth longer or shorter so that what failed together does not return together. */
export const pauseAfter = (attempts: number, chance: number): number =>
  Math.round(Math.min(FIRST_PAUSE_MS * 3 ** (attempts - 1), LONGEST_PAUSE_MS) * (0.8 + 0.4 * chance));

/**
 * A doubled mail has the same Message-ID, a doubled line in a group the same number: both are noticed, and a lost reminder
 * is not. A text message carries nothing of the kind and costs money: a person decides.
 */
const REPEATABLE: Readonly<Record<Channel, boolean>> = { mail: true, wecom: true, dingtalk: true, sms: false };

/** Where a message goes from `sending`. `chance` is between 0 and 1. */
export function afterSending(channel: Channel, attempts: number, outcome: Outcome, chance: number): Step {
  const pause = attempts >= MOST_ATTEMPTS ? null : pauseAfter(attempts, chance);
  switch (outcome.kind) {
    case 'sent':
    case 'delivered':
      return { state: outcome.kind, pause: null, lastError: null };
    case 'refused':
      return { state: 'failed', pause: null, lastError: outcome.why };
    case 'deferred':
      return pause === null
        ? { state: 'failed', pause, lastError: `${outcome.why}（已试 ${attempts} 次，不再自动发送）` }
        : { state: 'waiting', pause, lastError: outcome.why };
    case 'silent':
      return { state: 'unknown', pause: REPEATABLE[channel] ? pause : null, lastError: outcome.why };
  }
}

/** From where it may be begun to send, and from where a person may ask for it again. */
export const maySend = (state: MessageState): boolean => state === 'waiting' || state === 'unknown';
export const mayRetry = (state: MessageState): boolean => state === 'failed' || state === 'unknown';
