import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipPart {
  name: string;
  content: Buffer | string;
  /** What the directory declares instead of the truth. */
  declaredBytes?: number;
  encrypted?: boolean;
}

/** A zip, honest or not: tests need archives that no well-behaved library writes. */
export function buildZip(parts: ZipPart[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const part of parts) {
    const content = Buffer.from(part.content);
    const packed = deflateRawSync(content, { level: 9 });
    const name = Buffer.from(part.name);
    const header = fields(part, content, packed);
    const local = Buffer.concat([u32(0x04034b50), header, u16(name.length), u16(0), name, packed]);
    directory.push(
      Buffer.concat([
        u32(0x02014b50),
        u16(20),
        header,
        u16(name.length),
        u16(0),
        u16(0),
        u16(0),
        u16(0),
        u32(0),
        u32(offset),
        name,
      ]),
    );
    locals.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.concat([
    u32(0x06054b50),
    u16(0),
    u16(0),
    u16(parts.length),
    u16(parts.length),
    u32(central.length),
    u32(offset),
    u16(0),
  ]);
  return Buffer.concat([...locals, central, end]);
}

function fields(part: ZipPart, content: Buffer, packed: Buffer): Buffer {
  return Buffer.concat([
    u16(20),
    u16(0x0800 | (part.encrypted ? 1 : 0)),
    u16(8),
    u32(0),
    u32(crc32(content)),
    u32(packed.length),
    u32(part.declaredBytes ?? content.length),
  ]);
}

function u16(value: number): Buffer {
  const buffer = Buffer.alloc(2);
  buffer.writeUInt16LE(value);
  return buffer;
}

function u32(value: number): Buffer {
  const buffer = Buffer.alloc(4);
  buffer.writeUInt32LE(value >>> 0);
  return buffer;
}

const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';

/** A docx around the given `<w:body>` content and further parts; for what the `docx` package does not write. */
export function buildDocx(body: string, more: Record<string, string> = {}, prolog = ''): Buffer {
  return buildZip([
    {
      name: '[Content_Types].xml',
      content: '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    },
    {
      name: '_rels/.rels',
      content: `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
    },
    {
      name: 'word/document.xml',
      content: `<?xml version="1.0" encoding="UTF-8"?>${prolog}<w:document xmlns:w="${W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:body>${body}</w:body></w:document>`,
    },
    ...Object.entries(more).map(([name, content]) => ({ name, content: content.replaceAll('$W', W) })),
  ]);
}

/** `<w:p>` with one run. */
export function p(text: string, properties = ''): string {
  return `<w:p>${properties ? `<w:pPr>${properties}</w:pPr>` : ''}<w:r><w:t>${text}</w:t></w:r></w:p>`;
}
