import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { writeOfficialDocument } from '@luoshi/documents';
import fc from 'fast-check';
import JSZip from 'jszip';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { contentKind } from './content-kind.ts';
import { imageHash, strippedPicture } from './picture.ts';
import { takenOf } from './taken.ts';
import { photo, startScanner } from './testing.ts';
import { clamd } from './virus-scanner.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'luoshi-content-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function file(bytes: Uint8Array): Promise<string> {
  const path = join(folder, 'file');
  await writeFile(path, bytes);
  return path;
}
const kindOf = async (bytes: Uint8Array, name: string) =>
  contentKind(await file(bytes), name).then(
    (found) => found.form,
    (error: { code: string }) => error.code,
  );
const zipOf = (...names: string[]) => {
  const zip = new JSZip();
  for (const name of names) zip.file(name, 'x');
  return zip.generateAsync({ type: 'uint8array' });
};
const film = (brand: string, description = '') => {
  const box = (type: string, content: Buffer) => {
    const head = Buffer.alloc(8);
    head.writeUInt32BE(8 + content.length);
    head.write(type, 4, 'latin1');
    return Buffer.concat([head, content]);
  };
  const moov = box('moov', box('udta', Buffer.from(description, 'latin1')));
  return Buffer.concat([box('ftyp', Buffer.from(`${brand}\0\0\0\0`)), box('mdat', Buffer.alloc(64)), moov]);
};
const pngOf = (...extra: [type: string, content: string][]) => {
  const chunk = (type: string, content: Buffer) => {
    const head = Buffer.alloc(8);
    head.writeUInt32BE(content.length);
    head.write(type, 4, 'latin1');
    return Buffer.concat([head, content, Buffer.alloc(4)]);
  };
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', Buffer.from('00000001000000010802000000', 'hex')),
    ...extra.map(([type, content]) => chunk(type, Buffer.from(content))),
    chunk('IDAT', deflateSync(Buffer.from([0, 1, 2, 3]))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
};
const webpOf = (exif: boolean) => {
  const chunk = (type: string, content: Buffer) => {
    const head = Buffer.alloc(8);
    head.write(type, 'latin1');
    head.writeUInt32LE(content.length, 4);
    return Buffer.concat([head, content]);
  };
  const body = Buffer.concat([
    chunk('VP8X', Buffer.from([exif ? 0x08 : 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])),
    chunk('VP8L', Buffer.from('2f00000000000000', 'hex')),
    ...(exif ? [chunk('EXIF', Buffer.from('GPS place'.padEnd(10)))] : []),
  ]);
  const head = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1');
  head.writeUInt32LE(body.length + 4, 4);
  return Buffer.concat([head, body]);
};

test('the content tells the kind, and the extension must say the same', async () => {
  expect(await kindOf(photo(), '现场.JPG')).toBe('jpeg');
  expect(await kindOf(pngOf(), '图.png')).toBe('png');
  expect(await kindOf(webpOf(true), '图.webp')).toBe('webp');
  expect(await kindOf(film('heic'), '图.heic')).toBe('heic');
  expect(await kindOf(film('isom'), '录像.mp4')).toBe('mp4');
  expect(await kindOf(film('qt  '), '录像.mov')).toBe('mov');
  expect(await kindOf(Buffer.from('%PDF-1.7\n'), '证明.pdf')).toBe('pdf');
  expect(await kindOf(await writeOfficialDocument({ title: '证明', blocks: [] }), '证明.docx')).toBe('docx');
  expect(await kindOf(await zipOf('xl/workbook.xml'), '表.xlsx')).toBe('xlsx');
  expect(await kindOf(await zipOf('OFD.xml'), '文.ofd')).toBe('ofd');
  expect(await kindOf(Buffer.from('d0cf11e0a1b11ae1', 'hex'), '旧.wps')).toBe('compound');

  expect(await kindOf(photo(), '现场.png')).toBe('FILE_KIND_MISMATCH');
  expect(await kindOf(photo(), '现场')).toBe('FILE_KIND_MISMATCH');
  expect(await kindOf(await zipOf('xl/workbook.xml'), '表.docx')).toBe('FILE_KIND_MISMATCH');
  expect(await kindOf(Buffer.from('MZ\x90\0'), '现场.jpg')).toBe('FILE_KIND_UNKNOWN');
  expect(await kindOf(Buffer.from('<svg onload="x"/>'), '图.png')).toBe('FILE_KIND_UNKNOWN');
  expect(await kindOf(Buffer.from('<html><script>'), '证明.pdf')).toBe('FILE_KIND_UNKNOWN');
  expect(await kindOf(await zipOf('a.exe'), '文.docx')).toBe('FILE_KIND_UNKNOWN');
  expect(await kindOf(await zipOf('word/document.xml', 'word/vbaProject.bin'), '文.docx')).toBe('FILE_KIND_UNKNOWN');
  expect(await kindOf(Buffer.from('PK\x03\x04 and no more'), '文.docx')).toBe('FILE_DAMAGED');
});

const PLACE = { latitude: [36, 30, 36], longitude: [102, 6, 0] } as {
  latitude: [number, number, number];
  longitude: [number, number, number];
};

test('a photo tells when and where it was taken, and how it is turned', async () => {
  const told = await takenOf(await file(photo({ orientation: 6, at: '2026:03:01 09:30:00', place: PLACE })), 'jpeg');
  expect(told).toMatchObject({ at: new Date('2026-03-01T01:30:00Z'), tellsPlace: true, orientation: 6 });
  expect(told.place!.latitude).toBeCloseTo(36.51, 6);
  expect(told.place!.longitude).toBeCloseTo(102.1, 6);
  expect(await takenOf(await file(photo()), 'jpeg')).toMatchObject({ at: null, place: null, tellsPlace: false });
});

test('stripped, it tells neither place nor time nor what was hidden in it, and is still turned and the same image', async () => {
  const before = photo({ orientation: 6, at: '2026:03:01 09:30:00', place: PLACE, hidden: '+36.51+102.10/ secret' });
  const after = strippedPicture('jpeg', before, 6);
  expect(await takenOf(await file(after), 'jpeg')).toEqual({
    at: null,
    place: null,
    tellsPlace: false,
    orientation: 6,
  });
  expect(after.includes('secret')).toBe(false);
  expect(after.subarray(-2).toString('hex')).toBe('ffd9');
  expect(imageHash('jpeg', after)).toBe(imageHash('jpeg', before));
  expect(strippedPicture('jpeg', after, 6).equals(after)).toBe(true);
  // Upright pictures need no Exif at all.
  expect(strippedPicture('jpeg', photo({ place: PLACE })).includes('Exif')).toBe(false);
});

test('PNG and WebP lose their notes too, and the image stays', () => {
  const png = pngOf(['tEXt', 'Comment\0secret'], ['eXIf', 'MM\0*'], ['pHYs', '123456789']);
  const stripped = strippedPicture('png', png);
  expect(stripped.equals(pngOf(['pHYs', '123456789']))).toBe(true);
  expect(imageHash('png', stripped)).toBe(imageHash('png', png));
  expect(strippedPicture('webp', webpOf(true)).equals(webpOf(false))).toBe(true);
});

test('a broken picture is refused, never looped over or read beyond its end', () => {
  const whole = photo({ place: PLACE });
  fc.assert(
    fc.property(fc.nat(whole.length), fc.nat(whole.length - 1), fc.nat(255), (length, at, byte) => {
      const broken = Buffer.from(whole);
      broken[at] = byte;
      for (const bytes of [broken, whole.subarray(0, length)])
        try {
          expect(strippedPicture('jpeg', bytes).length).toBeLessThanOrEqual(bytes.length);
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError);
        }
    }),
  );
});

test('a film that tells a place is known', async () => {
  expect((await takenOf(await file(film('isom', '\xa9xyz+36.5021+102.1042+2134.000/')), 'mp4')).tellsPlace).toBe(true);
  expect((await takenOf(await file(film('isom', 'title')), 'mp4')).tellsPlace).toBe(false);
});

test('the scanner’s daemon is asked by its protocol: clean, infected, over its limit, hung up, not there', async () => {
  const daemon = await startScanner('EICAR', { most: 400_000 });
  const scanner = clamd({ host: '127.0.0.1', port: daemon.port });
  const long = Buffer.alloc(300_000, 'x');
  expect(await scanner.scan(await file(long))).toBeNull();
  expect(daemon.received).toEqual([300_000]);
  expect(await scanner.scan(await file(Buffer.concat([long, Buffer.from('EICAR')])))).toBe('Test-Signature');
  await expect(scanner.scan(await file(Buffer.alloc(5_000_000)))).rejects.toThrow();
  await daemon.stop();
  await expect(scanner.scan(await file(long))).rejects.toThrow('ECONNREFUSED');
});
