import { SaxesParser, type SaxesTagNS } from 'saxes';
import { DocumentError } from '../../errors.ts';
import { LIMITS } from '../../limits.ts';
import { damaged } from '../archive.ts';

/** An element as the docx readers need it: `space` is short for its namespace, '' for those that nobody here reads. */
export interface XmlTag {
  space: 'w' | 'm' | 'mc' | 'rel' | '';
  local: string;
  /** An attribute of the element's own namespace, or of none. */
  attribute(name: string): string | undefined;
}

export interface XmlHandler {
  open?(tag: XmlTag): void;
  close?(tag: XmlTag): void;
  text?(text: string): void;
}

const SPACES: Record<string, XmlTag['space']> = {
  'http://schemas.openxmlformats.org/wordprocessingml/2006/main': 'w',
  'http://purl.oclc.org/ooxml/wordprocessingml/main': 'w',
  'http://schemas.openxmlformats.org/officeDocument/2006/math': 'm',
  'http://purl.oclc.org/ooxml/officeDocument/math': 'm',
  'http://schemas.openxmlformats.org/markup-compatibility/2006': 'mc',
  'http://schemas.openxmlformats.org/package/2006/relationships': 'rel',
};

/**
 * Reads one XML part as a stream. A DOCTYPE is refused: with it comes what reads local files and explodes.
 * Throws FILE_DAMAGED for anything that is not well-formed, FILE_BOMB for absurd nesting.
 */
export async function readXml(part: string, chunks: AsyncIterable<Uint8Array>, handler: XmlHandler): Promise<void> {
  const parser = new SaxesParser({ xmlns: true, position: false });
  let depth = 0;
  parser.on('doctype', () => {
    throw new DocumentError(
      'FILE_DAMAGED',
      `没有打开这个文件：部件 ${part} 里有 DOCTYPE 声明，Word 不会写这种内容，可能是恶意文件。请核实来源，在 Word 中另存为新的 .docx 后再试。`,
    );
  });
  parser.on('opentag', (tag) => {
    if (++depth > LIMITS.nesting) throw tooDeep(part);
    handler.open?.(view(tag));
  });
  parser.on('closetag', (tag) => {
    depth--;
    handler.close?.(view(tag));
  });
  parser.on('text', (text) => handler.text?.(text));
  parser.on('cdata', (text) => handler.text?.(text));
  try {
    let decoder: InstanceType<typeof TextDecoder> | undefined;
    for await (const chunk of chunks) {
      decoder ??= new TextDecoder(encodingOf(chunk), { fatal: true });
      parser.write(decoder.decode(chunk, { stream: true }));
    }
    parser.write(decoder?.decode() ?? '').close();
  } catch (error) {
    throw error instanceof DocumentError ? error : damaged(`部件 ${part} 的内容不完整`);
  }
}

function view(tag: SaxesTagNS): XmlTag {
  return {
    space: SPACES[tag.uri] ?? '',
    local: tag.local,
    attribute: (name) =>
      (tag.attributes[`${tag.prefix}:${name}`] ?? tag.attributes[name] ?? tag.attributes[`xml:${name}`])?.value,
  };
}

function encodingOf(chunk: Uint8Array): string {
  if (chunk[0] === 0xff && chunk[1] === 0xfe) return 'utf-16le';
  if (chunk[0] === 0xfe && chunk[1] === 0xff) return 'utf-16be';
  return 'utf-8';
}

function tooDeep(part: string): DocumentError {
  return new DocumentError(
    'FILE_BOMB',
    `为安全起见没有打开这个文件：部件 ${part} 的嵌套超过 ${LIMITS.nesting} 层，正常的报告不会这样。请核实文件来源。`,
  );
}
