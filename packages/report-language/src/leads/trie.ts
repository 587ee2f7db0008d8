/** Finds words in text: at every place the longest one that starts there. Built once, read in time linear in the text. */
export class Trie<Value> {
  private readonly roots = new Int32Array(0x10000);
  private readonly steps = new Steps();
  private readonly values: (Value | undefined)[] = [undefined];

  /** The value under the word, made by `create` when the word is new. */
  at(word: string, create: () => Value): Value {
    let node = this.roots[word.charCodeAt(0)]!;
    if (node === 0) {
      node = this.grow();
      this.roots[word.charCodeAt(0)] = node;
    }
    for (let i = 1; i < word.length; i++) {
      const c = word.charCodeAt(i);
      let next = this.steps.get(node, c);
      if (next === 0) {
        next = this.grow();
        this.steps.set(node, c, next);
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
        const next = this.steps.get(node, text.charCodeAt(k));
        if (next === 0) break;
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

const hash = (node: number, c: number): number => {
  const h = Math.imul(node, 0x9e3779b1) ^ Math.imul(c, 0x85ebca6b);
  return h ^ (h >>> 15);
};

/** (node, character) -> node, 0 for none. A Map would box every key, as they pass 31 bits; this is asked per character. */
class Steps {
  private size = 0;
  private mask = 0xffff;
  private nodes = new Int32Array(this.mask + 1);
  private characters = new Uint16Array(this.mask + 1);
  private targets = new Int32Array(this.mask + 1);

  get(node: number, c: number): number {
    const { mask, nodes, characters, targets } = this;
    for (let at = hash(node, c) & mask; targets[at] !== 0; at = (at + 1) & mask) {
      if (nodes[at] === node && characters[at] === c) return targets[at]!;
    }
    return 0;
  }

  set(node: number, c: number, target: number): void {
    if (++this.size * 2 > this.mask) this.widen();
    let at = hash(node, c) & this.mask;
    while (this.targets[at] !== 0) at = (at + 1) & this.mask;
    this.nodes[at] = node;
    this.characters[at] = c;
    this.targets[at] = target;
  }

  private widen(): void {
    const { nodes, characters, targets } = this;
    this.mask = this.mask * 2 + 1;
    this.nodes = new Int32Array(this.mask + 1);
    this.characters = new Uint16Array(this.mask + 1);
    this.targets = new Int32Array(this.mask + 1);
    this.size = 1;
    for (let i = 0; i < targets.length; i++) if (targets[i] !== 0) this.set(nodes[i]!, characters[i]!, targets[i]!);
  }
}
