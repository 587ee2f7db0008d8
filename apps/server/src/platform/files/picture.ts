/**
 * Pure: pictures without what tells about their taking. Of a JPEG, PNG or WebP the image itself is left as it is, byte by
 * byte, with the colours' profile and (JPEG) the way it is turned.
 */
import { createHash } from 'node:crypto';

export type StrippableForm = 'jpeg' | 'png' | 'webp';

/** The picture without places, dates, devices and whatever was hidden behind its end. Throws RangeError where it is broken. */
export function strippedPicture(form: StrippableForm, bytes: Buffer, orientation = 1): Buffer {
  if (form === 'png') return strippedPng(bytes);
  if (form === 'webp') return strippedWebp(bytes);
  const [start, ...rest] = jpegParts(bytes).filter((part) => part.keep !== 'never');
  return Buffer.concat([start!.bytes, ...orientationSegment(orientation), ...rest.map((part) => part.bytes)]);
}

/** SHA-256 of the image data alone: the same for the same picture under another name, date or place. */
export function imageHash(form: StrippableForm, bytes: Buffer): string {
  const hash = createHash('sha256');
  if (form === 'jpeg') for (const part of jpegParts(bytes)) part.keep === 'image' && hash.update(part.bytes);
  else if (form === 'png')
    for (const chunk of pngChunks(bytes)) IMAGE_CHUNKS.has(chunk.type) && hash.update(chunk.bytes);
  else
    for (const chunk of webpChunks(bytes))
      /^(VP8|VP8L|ALPH|ANIM|ANMF)$/.test(chunk.type.trim()) && hash.update(chunk.bytes);
  return hash.digest('hex');
}

interface Part {
  readonly bytes: Buffer;
  /** What it is for: the image itself; how it is shown; neither. */
  readonly keep: 'image' | 'always' | 'never';
}

const APP0 = 0xe0;
const ICC = 0xe2;
const ADOBE = 0xee;

function jpegParts(bytes: Buffer): Part[] {
  const parts: Part[] = [{ bytes: bytes.subarray(0, 2), keep: 'always' }];
  for (let at = 2; ; ) {
    const marker = byteAt(bytes, at + 1);
    if (byteAt(bytes, at) !== 0xff) throw new RangeError('no marker where one must be');
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === 0xd9) {
      // What stands behind the end is no part of the picture: a film, a second picture with its own place.
      parts.push({ bytes: bytes.subarray(at, at + 2), keep: 'always' });
      return parts;
    }
    const end = at + 2 + wordAt(bytes, at + 2);
    const to = marker === 0xda ? endOfScan(bytes, end) : end;
    if (to > bytes.length) throw new RangeError('cut off');
    parts.push({ bytes: bytes.subarray(at, to), keep: use(marker, bytes.subarray(at + 4, end)) });
    at = to;
  }
}

function use(marker: number, content: Buffer): Part['keep'] {
  const application = marker >= APP0 && marker <= 0xef;
  if (!application) return marker === 0xfe ? 'never' : 'image';
  if (marker === APP0 && content.toString('latin1', 0, 4) === 'JFIF') return 'always';
  if (marker === ICC && content.toString('latin1', 0, 11) === 'ICC_PROFILE') return 'always';
  // Says how the colours are coded: without it they would be others.
  return marker === ADOBE && content.toString('latin1', 0, 5) === 'Adobe' ? 'always' : 'never';
}

/** Where the coded data that begins here ends: at the next marker that is neither stuffing nor a restart. */
function endOfScan(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = byteAt(bytes, at + 1);
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
  throw new RangeError('without an end');
}

/** An Exif segment with nothing but the way the picture is turned; none where it is upright. */
function orientationSegment(orientation: number): Buffer[] {
  if (!(orientation > 1 && orientation <= 8)) return [];
  const tiff = Buffer.from('4d4d002a00000008000101120003000000010000000000000000', 'hex');
  tiff.writeUInt16BE(orientation, 18);
  const content = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]);
  const head = Buffer.from([0xff, 0xe1, 0, 0]);
  head.writeUInt16BE(content.length + 2, 2);
  return [Buffer.concat([head, content])];
}

const IMAGE_CHUNKS = new Set(['IHDR', 'PLTE', 'IDAT', 'tRNS', 'acTL', 'fcTL', 'fdAT']);
const SHOWN_CHUNKS = new Set([...IMAGE_CHUNKS, 'IEND', 'cHRM', 'gAMA', 'iCCP', 'sRGB', 'sBIT', 'bKGD', 'pHYs', 'cICP']);

function strippedPng(bytes: Buffer): Buffer {
  const kept = pngChunks(bytes).filter((chunk) => SHOWN_CHUNKS.has(chunk.type));
  return Buffer.concat([bytes.subarray(0, 8), ...kept.map((chunk) => chunk.bytes)]);
}

function pngChunks(bytes: Buffer): { type: string; bytes: Buffer }[] {
  const chunks: { type: string; bytes: Buffer }[] = [];
  for (let at = 8; ; ) {
    if (at + 12 > bytes.length) throw new RangeError('cut off');
    const end = at + 12 + bytes.readUInt32BE(at);
    const type = bytes.toString('latin1', at + 4, at + 8);
    if (end > bytes.length) throw new RangeError('cut off');
    chunks.push({ type, bytes: bytes.subarray(at, end) });
    if (type === 'IEND') return chunks;
    at = end;
  }
}

function strippedWebp(bytes: Buffer): Buffer {
  const chunks = webpChunks(bytes).filter((chunk) => !/^(EXIF|XMP )$/.test(chunk.type));
  const body = chunks.map((chunk) => {
    if (chunk.type !== 'VP8X') return chunk.bytes;
    const flags = Buffer.from(chunk.bytes);
    // The bits that announce Exif and XMP.
    flags[8]! &= ~0x0c;
    return flags;
  });
  const head = Buffer.from(bytes.subarray(0, 12));
  head.writeUInt32LE(4 + body.reduce((sum, one) => sum + one.length, 0), 4);
  return Buffer.concat([head, ...body]);
}

function webpChunks(bytes: Buffer): { type: string; bytes: Buffer }[] {
  const chunks: { type: string; bytes: Buffer }[] = [];
  const end = Math.min(bytes.length, 8 + bytes.readUInt32LE(4));
  for (let at = 12; at + 8 <= end; ) {
    const length = bytes.readUInt32LE(at + 4);
    const to = at + 8 + length + (length % 2);
    if (to > bytes.length) throw new RangeError('cut off');
    chunks.push({ type: bytes.toString('latin1', at, at + 4), bytes: bytes.subarray(at, to) });
    at = to;
  }
  return chunks;
}

function byteAt(bytes: Buffer, at: number): number {
  const byte = bytes[at];
  if (byte === undefined) throw new RangeError('cut off');
  return byte;
}

const wordAt = (bytes: Buffer, at: number): number => byteAt(bytes, at) * 256 + byteAt(bytes, at + 1);
