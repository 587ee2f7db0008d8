// Government desktops stop at Chrome 109, the last one for Windows 7. No browser that old is here to try the page in, so the
// built page is searched for what it would not understand.
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { transformWithOxc } from 'vite';
import { beforeAll, expect, test } from 'vitest';
import { buildWeb } from './build-web.ts';

// A part of vite; its versions are vite's to choose.
const lightningcss = createRequire(createRequire(import.meta.url).resolve('vite'))('lightningcss') as {
  transform(options: { filename: string; code: Uint8Array; minify: true; targets?: { chrome: number } }): {
    code: Uint8Array;
  };
};

const assets = join(import.meta.dirname, '../apps/web/dist/assets');
/** Name and text of the built files. */
let scripts: [string, string][];
let styles: [string, string][];
beforeAll(async () => {
  expect(await buildWeb()).toBe(0);
  const read = (ending: string) =>
    readdirSync(assets)
      .filter((name) => name.endsWith(ending))
      .map((name): [string, string] => [name, readFileSync(join(assets, name), 'utf8')]);
  scripts = read('.js');
  styles = read('.css');
  expect(scripts.length).toBeGreaterThan(0);
  expect(styles.length).toBeGreaterThan(0);
});

/** Syntax is too new where rewriting it for Chrome 109 changes something. */
async function isTooNewScript(code: string): Promise<boolean> {
  const print = async (target: string) => (await transformWithOxc(code, 'x.js', { target, sourcemap: false })).code;
  return (await print('chrome109')) !== (await print('esnext'));
}

function isTooNewStyle(css: string): boolean {
  const print = (targets?: { chrome: number }) =>
    Buffer.from(
      lightningcss.transform({
        filename: 'x.css',
        code: Buffer.from(css),
        minify: true,
        ...(targets ? { targets } : {}),
      }).code,
    ).toString();
  return print({ chrome: 109 << 16 }) !== print();
}

// Cannot be rewritten, so nothing but its name gives it away; also what the components write into the page while it runs.
const NEW_STYLES =
  /\b(color-mix|oklch|oklab|light-dark|anchor|calc-size)\(|\b(text-wrap|field-sizing|interpolate-size|anchor-name|animation-timeline|transition-behavior)\s*:|\bsubgrid\b|@(starting-style|scope|view-transition|position-try)\b|:user-(in)?valid\b/g;

// Asked for with `typeof` or `?.` before use, it may be there: those are no calls and are not found.
const NEW_CALLS =
  /\.(toSorted|toReversed|toSpliced|isWellFormed|toWellFormed|symmetricDifference|isSubsetOf|isSupersetOf|isDisjointFrom|withResolvers|fromAsync|groupBy|showPopover|hidePopover|togglePopover|setHTMLUnsafe|getHTML|moveBefore)\(|\b(Promise\.try|AbortSignal\.any|URL\.parse|Iterator\.from|RegExp\.escape|Error\.isError|scheduler\.yield)\(|new (CloseWatcher|Intl\.DurationFormat)\b/g;

/** File and what was found in it. */
const found = (files: [string, string][], pattern: RegExp) =>
  files.flatMap(([name, text]) => [...text.matchAll(pattern)].map(([match]) => `${name}: ${match}`));

test('the scripts have no syntax that Chrome 109 cannot read', async () => {
  const tooNew: string[] = [];
  for (const [name, code] of scripts) if (await isTooNewScript(code)) tooNew.push(name);
  expect(tooNew).toEqual([]);
});

test('the scripts call nothing that Chrome 109 does not have', () => {
  expect(found(scripts, NEW_CALLS)).toEqual([]);
});

test('the styles have nothing that Chrome 109 would pass over', () => {
  expect(styles.filter(([, css]) => isTooNewStyle(css)).map(([name]) => name)).toEqual([]);
  // The line between two buttons that antd joins: in Chrome 109 it is not there, and that is all.
  const joined = /(compact-connect-border-color`\)\]:`)color-mix\(/g;
  const known = scripts.map(([name, code]): [string, string] => [name, code.replaceAll(joined, '$1(')]);
  expect(found([...styles, ...known], NEW_STYLES)).toEqual([]);
});

test('the search finds what it is for, and lets pass what Chrome 109 has', async () => {
  for (const code of ['{ using a = b(); }', 'let a = /[\\p{L}--a]/v;'])
    expect.soft(await isTooNewScript(code), code).toBe(true);
  expect(await isTooNewScript('class A { static { this.#b ??= a?.at(-1) } static #b = /c/d }')).toBe(false);
  for (const css of ['a { & b { color: red } }', 'a { color: oklch(40% 0.2 20) }'])
    expect.soft(isTooNewStyle(css), css).toBe(true);
  expect(isTooNewStyle('@layer x{a:has(b){inset:0;height:100dvh}}')).toBe(false);
  expect(found([['x', 'a{text-wrap:balance}b{grid-template-rows:subgrid}']], NEW_STYLES)).toHaveLength(2);
  expect(found([['x', 'a.toSorted(b);a.toSorted?.(b);typeof Promise.withResolvers']], NEW_CALLS)).toHaveLength(1);
});
