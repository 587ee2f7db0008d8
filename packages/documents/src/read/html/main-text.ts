import type { HtmlNode } from './tree.ts';

const BLOCKS = new Set(
  'address article aside blockquote body br caption center dd details div dl dt fieldset figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li main ol p pre section summary table tbody td th thead tr ul'.split(
    ' ',
  ),
);
const HEADLINE = /^h[1-3]$/u;

/**
 * The innermost element that holds nearly all of the page's text: the article without the masthead around it.
 * A heading that stands before it, outside, is the article's headline.
 */
export function mainPart(root: HtmlNode): { node: HtmlNode; headline: string } {
  let node = root;
  let headline = '';
  for (;;) {
    const next = node.children.find((child) => typeof child !== 'string' && child.weight >= root.weight * 0.9);
    if (!next || typeof next === 'string' || root.weight === 0) break;
    for (const before of node.children.slice(0, node.children.indexOf(next))) headline = headlineIn(before) || headline;
    node = next;
  }
  // An inline element or a single paragraph is no container: its siblings are of the text as well.
  return { node, headline };
}

function headlineIn(node: HtmlNode | string): string {
  if (typeof node === 'string') return '';
  if (HEADLINE.test(node.tag)) return linesOf(node).join(' ');
  return node.children.map(headlineIn).findLast((one) => one !== '') ?? '';
}

/** The lines of an element: block elements and <br> end a line, white space collapses as a browser shows it. */
export function linesOf(node: HtmlNode): string[] {
  const parts: string[] = [];
  write(node, false, parts);
  return parts
    .join('')
    .split('\n')
    .map((line) => line.replace(/^[\s\u3000]+|[\s\u3000]+$/gu, ''))
    .filter((line) => line !== '');
}

function write(node: HtmlNode, preformatted: boolean, parts: string[]): void {
  const block = BLOCKS.has(node.tag);
  if (block) parts.push('\n');
  for (const child of node.children) {
    if (typeof child !== 'string') write(child, preformatted || node.tag === 'pre', parts);
    else parts.push(preformatted || node.tag === 'pre' ? child.replace(/\r?\n/gu, '\n') : collapse(child));
  }
  if (block) parts.push('\n');
}

/** A line end inside Chinese text is the page author's editor, not a space. */
function collapse(text: string): string {
  return text
    .replace(
      /(?<=[\p{Script=Han}\u3000-\u303f\uff00-\uffef])[ \t]*[\r\n]\s*(?=[\p{Script=Han}\u3000-\u303f\uff00-\uffef])/gu,
      '',
    )
    .replace(/[ \t\r\n\f\u00a0]+/gu, ' ');
}
