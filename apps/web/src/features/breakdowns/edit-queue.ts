/**
 * Edits of one person in the order of their keys, one at a time. An edit names the version of the sentence that its
 * author saw; where only the author's own earlier edits came after, it names the version that those made.
 */
export class EditQueue {
  #tail: Promise<unknown> = Promise.resolve();
  /** sentence -> version -> the version that an edit of ours made of it. */
  #made = new Map<string, Map<number, number>>();
  #waiting = 0;
  readonly #onCount: (waiting: number) => void;

  constructor(onCount: (waiting: number) => void = () => {}) {
    this.#onCount = onCount;
  }

  /** The version to name for what was seen as `seen`. */
  version(sentence: string, seen: number): number {
    let version = seen;
    for (
      let next = this.#made.get(sentence)?.get(version);
      next !== undefined;
      next = this.#made.get(sentence)?.get(version)
    )
      version = next;
    return version;
  }

  /** An edit of ours made version `to` of what was `from`. */
  made(sentence: string, from: number, to: number): void {
    const versions = this.#made.get(sentence) ?? new Map<number, number>();
    if (to > from) versions.set(from, to);
    this.#made.set(sentence, versions);
  }

  /** Runs `edit` after all before it, whether those went well or not. */
  add<T>(edit: () => Promise<T>): Promise<T> {
    this.#count(1);
    const result = this.#tail.then(edit);
    this.#tail = result.then(
      () => this.#count(-1),
      () => this.#count(-1),
    );
    return result;
  }

  #count(by: 1 | -1): void {
    this.#waiting += by;
    this.#onCount(this.#waiting);
  }
}
