import type { Archive } from '../archive.ts';
import { formatNumber } from './format-number.ts';
import { readXml, type XmlHandler } from './xml.ts';

interface Level {
  start: number;
  format: string;
  /** "%1、", "（%2）" */
  text: string;
}
interface List {
  abstractId: string;
  levels: Map<number, Level>;
}

/** Counts automatic numbers in reading order: the ordinals that Word shows are not in the paragraphs' text. */
export interface Numbering {
  /** The label of the next paragraph of this list and level ("一、"); "" for bullets drawn in a symbol font. */
  next(listId: string, level: number): string;
}

/** Reads word/numbering.xml. */
export async function readNumbering(archive: Archive): Promise<Numbering> {
  const abstracts = new Map<string, Map<number, Level>>();
  const lists = new Map<string, List>();
  const chunks = await archive.open('word/numbering.xml');
  if (chunks) await readXml('word/numbering.xml', chunks, collector(abstracts, lists));
  const counters = new Map<string, number[]>();
  return { next: (listId, level) => label(lists.get(listId), abstracts, counters, level) };
}

function collector(abstracts: Map<string, Map<number, Level>>, lists: Map<string, List>): XmlHandler {
  let levels: Map<number, Level> | undefined;
  let list: List | undefined;
  let level: Level | undefined;
  return {
    open: (tag) => {
      if (tag.space !== 'w') return;
      const value = tag.attribute('val') ?? '';
      if (tag.local === 'abstractNum') {
        levels = new Map();
        abstracts.set(tag.attribute('abstractNumId') ?? '', levels);
      } else if (tag.local === 'num') {
        list = { abstractId: '', levels: new Map() };
        levels = list.levels;
        lists.set(tag.attribute('numId') ?? '', list);
      } else if (tag.local === 'abstractNumId' && list) list.abstractId = value;
      else if (tag.local === 'lvl') {
        level = { start: 1, format: 'decimal', text: '' };
        levels?.set(Number(tag.attribute('ilvl') ?? 0), level);
      } else if (tag.local === 'start' && level) level.start = Number(value) || 0;
      else if (tag.local === 'numFmt' && level) level.format = value;
      else if (tag.local === 'lvlText' && level) level.text = value;
    },
    close: (tag) => {
      if (tag.local === 'num') list = undefined;
      if (tag.local === 'lvl') level = undefined;
    },
  };
}

function label(
  list: List | undefined,
  abstracts: Map<string, Map<number, Level>>,
  counters: Map<string, number[]>,
  depth: number,
): string {
  if (!list) return '';
  const definition = (at: number): Level | undefined => list.levels.get(at) ?? abstracts.get(list.abstractId)?.get(at);
  const own = definition(depth);
  if (!own || own.format === 'none') return '';
  // Lists that share an abstract definition share its counters.
  const counts = counters.get(list.abstractId) ?? [];
  counters.set(list.abstractId, counts);
  counts.length = depth + 1;
  counts[depth] = (counts[depth] ?? own.start - 1) + 1;
  if (own.format === 'bullet') return /^[\p{P}\p{S}●○■□◆◇★☆]$/u.test(own.text) ? own.text : '';
  return own.text.replace(/%(\d)/gu, (_, digit: string) => {
    const at = Number(digit) - 1;
    return formatNumber(counts[at] ?? definition(at)?.start ?? 1, definition(at)?.format ?? 'decimal');
  });
}
