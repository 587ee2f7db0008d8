const OFTEN = 5;
const MOST = 300;
const MOST_SEEN = 5_000;
const MOST_PARAMETERS = 60;

/** No name comes twice, so that several of these may share a connection. */
let given = 0;

/**
 * Names for the statements that come again and again: PostgreSQL then parses and plans them once a connection. What is
 * rare or differs with every call (long lists of values) stays without a name and leaves nothing behind.
 */
export class StatementNames {
  readonly #names = new Map<string, string>();
  readonly #seen = new Map<string, number>();

  nameOf(text: string, parameters: number): string | undefined {
    const known = this.#names.get(text);
    if (known !== undefined) return known;
    if (parameters === 0 || parameters > MOST_PARAMETERS || this.#names.size >= MOST || mayChangeShape(text)) return;
    const times = (this.#seen.get(text) ?? 0) + 1;
    if (times < OFTEN) {
      if (this.#seen.size >= MOST_SEEN) this.#seen.clear();
      this.#seen.set(text, times);
      return;
    }
    this.#seen.delete(text);
    given += 1;
    const name = `luoshi_${given}`;
    this.#names.set(text, name);
    return name;
  }

  /** The schema has changed under a plan: from now on other names, so that all are planned anew. */
  forget(): void {
    this.#names.clear();
  }
}

/** What reads `*` gets other columns when a newer server adds one, and PostgreSQL refuses to run its plan again. */
const mayChangeShape = (text: string): boolean => /(?:\bselect|\bdistinct|\breturning|[.,])\s*\*/i.test(text);
