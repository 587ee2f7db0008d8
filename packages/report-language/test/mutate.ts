/** A small generator of numbers, the same for the same seed, so that a failing mutation can be repeated. */
export function random(seed: number): () => number {
  let state = seed >>> 0 || 1;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const FULL = (c: string): string => (/[!-~]/.test(c) ? String.fromCharCode(c.charCodeAt(0) + 0xfee0) : c);
const HALF: Record<string, string> = {
  '，': ',',
  '。': '.',
  '；': ';',
  '：': ':',
  '（': '(',
  '）': ')',
  '！': '!',
  '？': '?',
};

type Change = (text: string, next: () => number) => string;

const sprinkle =
  (what: string[], share: number): Change =>
  (text, next) => {
    let out = '';
    for (const c of text) out += next() < share ? c + what[Math.floor(next() * what.length)]! : c;
    return out;
  };

const CHANGES: Record<string, Change> = {
  spaces: sprinkle([' ', '  ', '\u3000', '\u00a0', '\t', '\u200b'], 0.05),
  breaks: sprinkle(['\n', '\r\n', '\n\n', '\u2028'], 0.03),
  'full width': (text) => [...text].map(FULL).join(''),
  'some full width': (text, next) => [...text].map((c) => (next() < 0.3 ? FULL(c) : c)).join(''),
  'half-width marks': (text) => [...text].map((c) => HALF[c] ?? c).join(''),
  cut: (text, next) => {
    const a = Math.floor(next() * text.length);
    return text.slice(a, a + Math.floor(next() * (text.length - a)));
  },
  'hard wraps': (text, next) => {
    const width = 12 + Math.floor(next() * 30);
    return text.replace(new RegExp(`[^\\n]{${width}}`, 'g'), '$&\n');
  },
  'page numbers': (text, next) => {
    let page = 0;
    return text.replace(/[^\n]{200}/g, (s) => (next() < 0.5 ? `${s}\n— ${++page} —\n` : s));
  },
  'lost characters': (text, next) => [...text].filter(() => next() > 0.02).join(''),
  'swapped lines': (text, next) =>
    text
      .split('\n')
      .sort(() => next() - 0.5)
      .join('\n'),
  'half a surrogate': (text, next) => {
    const at = Math.floor(next() * text.length);
    return `${text.slice(0, at)}\ud83d${text.slice(at)}\ude00`;
  },
};

/** A text changed in one to three ways, and how. */
export function mutate(text: string, seed: number): { text: string; how: string } {
  const next = random(seed);
  const names = Object.keys(CHANGES);
  const chosen = Array.from({ length: 1 + Math.floor(next() * 3) }, () => names[Math.floor(next() * names.length)]!);
  return { text: chosen.reduce((t, name) => CHANGES[name]!(t, next), text), how: `seed ${seed}: ${chosen.join(', ')}` };
}
