import type { Archive } from '../archive.ts';
import { readXml } from './xml.ts';

/** What a style says that matters for text. */
export interface Style {
  /** "toc 1", "title", "heading 1": Word's own names, whatever the id. */
  name: string;
  basedOn: string;
  bold?: boolean;
  font?: string;
  numId?: string;
  level?: number;
}

export type Styles = (id: string) => Style | undefined;

/** Reads word/styles.xml; a style answers with what it inherits. */
export async function readStyles(archive: Archive): Promise<Styles> {
  const raw = new Map<string, Style>();
  const chunks = await archive.open('word/styles.xml');
  if (chunks) await readXml('word/styles.xml', chunks, collector(raw));
  return (id) => inherit(raw, id);
}

function collector(styles: Map<string, Style>) {
  let style: Style | undefined;
  return {
    open: (tag: Parameters<NonNullable<import('./xml.ts').XmlHandler['open']>>[0]) => {
      if (tag.space !== 'w') return;
      const value = tag.attribute('val') ?? '';
      if (tag.local === 'style') {
        style = { name: '', basedOn: '' };
        styles.set(tag.attribute('styleId') ?? '', style);
      }
      if (!style) return;
      if (tag.local === 'name') style.name = value.toLowerCase();
      else if (tag.local === 'basedOn') style.basedOn = value;
      else if (tag.local === 'b') style.bold = isOn(tag.attribute('val'));
      else if (tag.local === 'rFonts') style.font = tag.attribute('eastAsia') ?? style.font;
      else if (tag.local === 'numId') style.numId = value;
      else if (tag.local === 'ilvl') style.level = Number(value);
    },
    close: (tag: { space: string; local: string }) => {
      if (tag.space === 'w' && tag.local === 'style') style = undefined;
    },
  };
}

function inherit(styles: Map<string, Style>, id: string): Style | undefined {
  const own = styles.get(id);
  if (!own) return undefined;
  const result: Style = { ...own };
  let base = styles.get(own.basedOn);
  // A damaged file may inherit in a circle.
  for (let steps = 0; base && steps < 20; steps++) {
    result.bold ??= base.bold;
    result.font ??= base.font;
    result.numId ??= base.numId;
    result.level ??= base.level;
    base = styles.get(base.basedOn);
  }
  return result;
}

/** `<w:b/>` and `<w:b w:val="1"/>` are on, `<w:b w:val="0"/>` is off. */
export function isOn(value: string | undefined): boolean {
  return value === undefined || !['0', 'false', 'off', 'none'].includes(value);
}
