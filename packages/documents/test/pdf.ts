import { createHash } from 'node:crypto';

export interface PdfText {
  x: number;
  y: number;
  size: number;
  text: string;
}

const KEY_PADDING = Buffer.from('28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a', 'hex');
const FILE_ID = Buffer.alloc(16, 7);

/**
 * A small PDF. Chinese is set in STSong with the UniGB-UCS2-H encoding and no font embedded, as old government
 * systems do: whoever lacks the CMap reads nothing. With `password` it is encrypted (RC4, 40 bits).
 */
export function buildPdf(pages: PdfText[][], options: { password?: string; image?: boolean } = {}): Buffer {
  const key = options.password === undefined ? null : encryptionKey(options.password);
  const objects: string[] = [];
  const pageNumbers = pages.map((_, index) => 10 + index * 2);
  objects[1] = '<</Type/Catalog/Pages 2 0 R>>';
  objects[2] = `<</Type/Pages/Count ${pages.length}/Kids[${pageNumbers.map((number) => `${number} 0 R`).join(' ')}]>>`;
  objects[3] = '<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>>';
  objects[4] = `<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry<${string('Adobe', key)}>/Ordering<${string('GB1', key)}>/Supplement 4>>/DW 1000/FontDescriptor 5 0 R>>`;
  objects[5] =
    '<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 93>>';
  objects[6] =
    '<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>\nstream\n\x80\nendstream';
  pages.forEach((texts, index) => {
    const number = pageNumbers[index] ?? 0;
    const drawn = texts.map(({ x, y, size, text }) => `BT /F1 ${size} Tf 1 0 0 1 ${x} ${y} Tm <${ucs2(text)}> Tj ET`);
    const content = [...(options.image ? ['q 595 0 0 842 0 0 cm /Im0 Do Q'] : []), ...drawn].join('\n');
    const bytes = key
      ? rc4(objectKey(key, number + 1), Buffer.from(content, 'latin1'))
      : Buffer.from(content, 'latin1');
    objects[number] =
      `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>/XObject<</Im0 6 0 R>>>>/Contents ${number + 1} 0 R>>`;
    objects[number + 1] = `<</Length ${bytes.length}>>\nstream\n${bytes.toString('latin1')}\nendstream`;
  });
  if (key) objects[7] = encryptDictionary(key, options.password ?? '');
  return assemble(objects, key ? ` /Encrypt 7 0 R /ID[<${FILE_ID.toString('hex')}><${FILE_ID.toString('hex')}>]` : '');
}

/** Sets lines one under another, as a page of a report would be. */
export function pageOf(lines: string[], options: { x?: number; top?: number; size?: number } = {}): PdfText[] {
  const { x = 80, top = 740, size = 16 } = options;
  return lines.map((text, index) => ({ x, y: top - index * 28, size, text }));
}

/** Strings of an encrypted file are encrypted with the key of the object that they stand in: the font's, 4. */
function string(text: string, key: Buffer | null): string {
  const bytes = Buffer.from(text, 'latin1');
  return (key ? rc4(objectKey(key, 4), bytes) : bytes).toString('hex');
}

function ucs2(text: string): string {
  return Buffer.from(text, 'utf16le').swap16().toString('hex');
}

function assemble(objects: string[], trailer: string): Buffer {
  let file = '%PDF-1.4\n';
  const offsets: string[] = [];
  for (let number = 1; number < objects.length; number++) {
    const object = objects[number] ?? 'null';
    offsets.push(`${String(file.length).padStart(10, '0')} 00000 n \n`);
    file += `${number} 0 obj\n${object}\nendobj\n`;
  }
  const start = file.length;
  file += `xref\n0 ${objects.length}\n0000000000 65535 f \n${offsets.join('')}trailer\n<</Size ${objects.length}/Root 1 0 R${trailer}>>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(file, 'latin1');
}

const PERMISSIONS = -4;

/** PDF 32000-1, algorithm 2, revision 2; the owner's password is the user's. */
function encryptionKey(password: string): Buffer {
  const permissions = Buffer.alloc(4);
  permissions.writeInt32LE(PERMISSIONS);
  return md5(Buffer.concat([padded(password), ownerEntry(password), permissions, FILE_ID])).subarray(0, 5);
}

function ownerEntry(password: string): Buffer {
  return rc4(md5(padded(password)).subarray(0, 5), padded(password));
}

function encryptDictionary(key: Buffer, password: string): string {
  return `<</Filter/Standard/V 1/R 2/P ${PERMISSIONS}/O<${ownerEntry(password).toString('hex')}>/U<${rc4(key, KEY_PADDING).toString('hex')}>>>`;
}

function padded(password: string): Buffer {
  return Buffer.concat([Buffer.from(password, 'latin1'), KEY_PADDING]).subarray(0, 32);
}

function objectKey(key: Buffer, number: number): Buffer {
  return md5(Buffer.concat([key, Buffer.from([number & 255, (number >> 8) & 255, 0, 0, 0])])).subarray(0, 10);
}

function md5(bytes: Buffer): Buffer {
  return createHash('md5').update(bytes).digest();
}

function rc4(key: Buffer, data: Buffer): Buffer {
  const state = Array.from({ length: 256 }, (_, i) => i);
  for (let i = 0, j = 0; i < 256; i++) {
    j = (j + (state[i] ?? 0) + (key[i % key.length] ?? 0)) & 255;
    [state[i], state[j]] = [state[j] ?? 0, state[i] ?? 0];
  }
  let i = 0;
  let j = 0;
  return Buffer.from(
    data.map((byte) => {
      i = (i + 1) & 255;
      j = (j + (state[i] ?? 0)) & 255;
      [state[i], state[j]] = [state[j] ?? 0, state[i] ?? 0];
      return byte ^ (state[((state[i] ?? 0) + (state[j] ?? 0)) & 255] ?? 0);
    }),
  );
}
