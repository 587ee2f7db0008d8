import { Parser } from 'htmlparser2';
import { DocumentError } from '../../errors.ts';
import { LIMITS } from '../../limits.ts';

/** A page as far as its text needs it. */
export interface HtmlNode {
  tag: string;
  children: (HtmlNode | string)[];
  /** Characters of text inside, links not counted: menus are links, articles are not. */
  weight: number;
}

/** What is never the page's text. */
const DROPPED = new Set(
  'script style noscript template head nav aside footer form button select textarea iframe object svg canvas audio video map dialog'.split(
    ' ',
  ),
);

const MAX_OPEN = 10_000;

/** Builds the tree of what can be seen; deeper nesting than any page has is flattened. Also returns the page's title. */
export function parseHtml(html: string): { root: HtmlNode; title: string } {
  const root: HtmlNode = { tag: 'body', children: [], weight: 0 };
  const stack: HtmlNode[] = [root];
  const opened: { tag: string; role: 'node' | 'dropped' | 'flat' }[] = [];
  let dropped = 0;
  let links = 0;
  let inTitle = false;
  let title = '';
  const parser = new Parser(
    {
      onopentag: (tag, attributes) => {
        if (tag === 'title' && title === '') inTitle = true;
        const role =
          DROPPED.has(tag) || isHidden(attributes) ? 'dropped' : stack.length > LIMITS.nesting ? 'flat' : 'node';
        opened.push({ tag, role });
        // The parser's own cost grows with the square of the depth.
        if (opened.length > MAX_OPEN) throw tooDeep();
        if (role === 'dropped') dropped++;
        if (role !== 'node') return;
        if (tag === 'a') links++;
        const node: HtmlNode = { tag, children: [], weight: 0 };
        stack.at(-1)?.children.push(node);
        stack.push(node);
      },
      onclosetag: (tag) => {
        if (tag === 'title') inTitle = false;
        const last = opened.pop();
        if (last?.role === 'dropped') dropped--;
        if (last?.role !== 'node') return;
        if (tag === 'a') links--;
        const node = stack.pop();
        const parent = stack.at(-1);
        if (node && parent) parent.weight += node.weight;
      },
      ontext: (text) => {
        if (inTitle) title += text;
        const node = stack.at(-1);
        if (dropped > 0 || !node) return;
        node.children.push(text);
        if (links === 0) node.weight += text.replace(/\s+/gu, '').length;
      },
    },
    { decodeEntities: true, lowerCaseTags: true },
  );
  parser.write(html);
  parser.end();
  return { root, title: title.replace(/\s+/gu, ' ').trim() };
}

function tooDeep(): DocumentError {
  return new DocumentError(
    'FILE_BOMB',
    `为安全起见没有打开这个网页：标签嵌套超过 ${MAX_OPEN} 层，正常的网页不会这样。请核实文件来源，或把正文复制到 .txt 后再试。`,
  );
}

function isHidden(attributes: Record<string, string>): boolean {
  return 'hidden' in attributes || /display\s*:\s*none|visibility\s*:\s*hidden/iu.test(attributes.style ?? '');
}
