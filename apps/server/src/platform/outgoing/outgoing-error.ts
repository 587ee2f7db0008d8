/**
 * Why nothing came back:
 * - refused: not an address that may be reached; trying again changes nothing;
 * - unreachable: the other side was not reached, so it has got nothing;
 * - silent: the request was on its way; whether the other side acted on it is not known.
 */
export type OutgoingFailure = 'refused' | 'unreachable' | 'silent';

/** `message` is Chinese, for the administrator. */
export class OutgoingError extends Error {
  readonly failure: OutgoingFailure;

  constructor(failure: OutgoingFailure, message: string) {
    super(message);
    this.name = 'OutgoingError';
    this.failure = failure;
  }
}
