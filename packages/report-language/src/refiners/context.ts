/** What the clauses read so far speak of, inside one sentence. */
export interface Context {
  topic: string;
  scope: string;
  /** An organisation that a clause without figures began with; the figures after it are its own. */
  organisation: string;
  /** The last figure was a rate of growth. */
  growth: boolean;
  /** What completed the last bare name. */
  subject: string;
  /** Names of the last clause's figures, for 分别 that looks back. */
  names: { name: string; scope: string }[];
}

export function emptyContext(): Context {
  return { topic: '', scope: '', organisation: '', growth: false, subject: '', names: [] };
}
