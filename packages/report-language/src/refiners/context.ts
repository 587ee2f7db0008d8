/** What the clauses read so far speak of, inside one sentence. */
export interface Context {
  topic: string;
  scope: string;
  /** Names of the last clause's figures, for 分别 that looks back. */
  names: { name: string; scope: string }[];
}

export function emptyContext(): Context {
  return { topic: '', scope: '', names: [] };
}
