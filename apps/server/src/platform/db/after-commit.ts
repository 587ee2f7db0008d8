import type { Tx } from './database.ts';

const waiting = new WeakMap<Tx, (() => void)[]>();

/** Runs `then` once the transaction has committed, and never where it rolled back. It must not throw and not wait. */
export function afterCommit(tx: Tx, then: () => void): void {
  const list = waiting.get(tx);
  if (list) list.push(then);
  else waiting.set(tx, [then]);
}

/** For the database alone: what was asked for in a transaction that has just committed. */
export function runAfterCommit(tx: Tx): void {
  for (const then of waiting.get(tx) ?? []) then();
}
