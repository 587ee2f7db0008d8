/** Finds words in text: at every place the longest one that starts there. Built once, read in time linear in the text. */
export class Trie<Value> {
  private readonly roots = new Int32Array(0x10000);
  private readonly steps = new Map<number, number>();
  private readonly values: (Value | undefined)[] = [undefined];

  /** The value under the word, made by `create` when the word is new. */
  at(word: string, create: () => Value): Value {
    let node = this.roots[word.charCodeAt(0)]!;
    if (node === 0) {
      node = this.grow();
      this.roots[word.charCodeAt(0)] = node;
    }
    for (let i = 1; i < word.length; i++) {
      const key = node * 0x10000 + word.charCodeAt(i);
      let next = this.steps.get(key);
      if (next === undefined) {
        next = this.grow();
        this.steps.set(key, next);
      }
      node = next;
    }
    let value = this.values[node];
    if (value === undefined) {
      value = create();
      this.values[node] = value;
    }
    return value;
  }

  private grow(): number {
    this.values.push(undefined);
    return this.values.length - 1;
  }

  /** Calls `found` for the longest word at each place of [from, to) that does not lie inside the word found before. */
  scan(text: string, from: number, to: number, found: (value: Value, start: number, end: number) => void): void {
    let covered = from;
    for (let i = from; i < to; i++) {
      let node = this.roots[text.charCodeAt(i)]!;
      if (node === 0) continue;
      let value = this.values[node];
      let end = i + 1;
      for (let k = i + 1; k < to; k++) {
        const next = this.steps.get(node * 0x10000 + text.charCodeAt(k));
        if (next === undefined) break;
        node = next;
        const here = this.values[node];
        if (here !== undefined) {
          value = here;
          end = k + 1;
        }
      }
      if (value === undefined || end <= covered) continue;
      covered = end;
      found(value, i, end);
    }
  }
}
