import type { Line } from './lines.ts';

const PAGE_NUMBER =
  /^[\s—–―\-－·.•|/第共页，,Pp]*\d{1,4}(?:\s*[/／]\s*\d{1,4}|[\s，,]*[页共/]*\s*\d{0,4}\s*页?)?[\s—–―\-－·.•|]*$/u;
/** How many lines from the edge of a page a header or footer may stand. */
const EDGE = 2;

/**
 * Takes page numbers and running headers and footers off the pages: numbers standing alone at a page's edge, and
 * edge lines that come back, but for their digits, on most pages. Everything else stays.
 */
export function dropFurniture(pages: Line[][]): Line[][] {
  const repeated = repeatedEdges(pages);
  return pages.map((lines) => {
    const kept = [...lines];
    for (let i = 0; i < EDGE && isFurniture(kept[0], repeated); i++) kept.shift();
    for (let i = 0; i < EDGE && isFurniture(kept.at(-1), repeated); i++) kept.pop();
    return kept;
  });
}

function isFurniture(line: Line | undefined, repeated: Set<string>): boolean {
  return line !== undefined && (PAGE_NUMBER.test(line.text) || repeated.has(key(line)));
}

function repeatedEdges(pages: Line[][]): Set<string> {
  const counts = new Map<string, number>();
  for (const lines of pages) {
    const edges = new Set([...lines.slice(0, EDGE), ...lines.slice(-EDGE)].map(key));
    for (const edge of edges) counts.set(edge, (counts.get(edge) ?? 0) + 1);
  }
  const enough = Math.max(3, pages.length * 0.4);
  return new Set([...counts].filter(([, count]) => count >= enough).map(([edge]) => edge));
}

/** The same words at the same height of the page, whatever the page's number. */
function key(line: Line): string {
  return `${Math.round(line.y / 4)} ${line.text.replace(/\d+/gu, '#').replace(/\s+/gu, '')}`;
}
