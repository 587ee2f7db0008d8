/** The parts of an .xlsx that say what the cells of its sheets mean. */
import type { Archive } from '../archive.ts';
import { damaged } from '../archive.ts';
import { readXml, type XmlHandler } from '../docx/xml.ts';
import { isDateFormat } from './dates.ts';

/** Names of the sheets, in order, with the part that each is in; and whether days are counted from 1904. */
export async function readWorkbook(
  archive: Archive,
): Promise<{ sheets: { name: string; part: string }[]; from1904: boolean }> {
  const targets = new Map<string, string>();
  await readPart(archive, 'xl/_rels/workbook.xml.rels', {
    open: (tag) => {
      if (tag.local === 'Relationship') targets.set(tag.attribute('Id') ?? '', tag.attribute('Target') ?? '');
    },
  });
  const sheets: { name: string; part: string }[] = [];
  let from1904 = false;
  const found = await readPart(archive, 'xl/workbook.xml', {
    open: (tag) => {
      if (tag.local === 'workbookPr') from1904 = /^(?:1|true)$/.test(tag.attribute('date1904') ?? '');
      if (tag.local !== 'sheet') return;
      const target = targets.get(tag.attribute('r:id') ?? '') ?? '';
      const part = target.startsWith('/') ? target.slice(1) : `xl/${target}`;
      sheets.push({ name: tag.attribute('name') ?? '', part });
    },
  });
  if (!found || sheets.length === 0) throw damaged('没有工作表');
  return { sheets, from1904 };
}

/** The texts that cells refer to by number. */
export async function readSharedStrings(archive: Archive): Promise<string[]> {
  const strings: string[] = [];
  let text = '';
  let inside = false;
  let phonetic = 0;
  await readPart(archive, 'xl/sharedStrings.xml', {
    open: (tag) => {
      if (tag.local === 'si') text = '';
      if (tag.local === 'rPh') phonetic += 1;
      inside = tag.local === 't' && phonetic === 0;
    },
    close: (tag) => {
      if (tag.local === 'rPh') phonetic -= 1;
      if (tag.local === 't') inside = false;
      if (tag.local === 'si') strings.push(text);
    },
    text: (more) => {
      if (inside) text += more;
    },
  });
  return strings;
}

/** For each cell style, whether it shows a number as a date. */
export async function readDateStyles(archive: Archive): Promise<boolean[]> {
  const custom = new Map<number, string>();
  const styles: boolean[] = [];
  let cells = false;
  await readPart(archive, 'xl/styles.xml', {
    open: (tag) => {
      if (tag.local === 'numFmt') custom.set(Number(tag.attribute('numFmtId')), tag.attribute('formatCode') ?? '');
      if (tag.local === 'cellXfs') cells = true;
      if (tag.local === 'xf' && cells) {
        const id = Number(tag.attribute('numFmtId') ?? 0);
        styles.push(isDateFormat(id, custom.get(id)));
      }
    },
    close: (tag) => {
      if (tag.local === 'cellXfs') cells = false;
    },
  });
  return styles;
}

/** Whether there is such a part; it is read where there is. */
export async function readPart(archive: Archive, name: string, handler: XmlHandler): Promise<boolean> {
  const part = await archive.open(name);
  if (!part) return false;
  await readXml(name, part, handler);
  return true;
}
