import { open, readFile } from 'node:fs/promises';
import exifr from 'exifr';
import type { FormName } from './content-kind.ts';
import { bytesAt } from './content-kind.ts';

/** What a picture or film says of its taking. */
export interface Taken {
  readonly at: Date | null;
  /** Degrees. */
  readonly place: { readonly latitude: number; readonly longitude: number } | null;
  /** It says a place, whether that could be read or not. */
  readonly tellsPlace: boolean;
  /** 1 to 8, as in Exif. */
  readonly orientation: number;
}

export const UNTOLD: Taken = { at: null, place: null, tellsPlace: false, orientation: 1 };

/** Reads it from the file; whatever is broken in there tells nothing. */
export async function takenOf(path: string, form: FormName): Promise<Taken> {
  if (form === 'mp4' || form === 'mov') return { ...UNTOLD, tellsPlace: await filmTellsPlace(path) };
  if (form !== 'jpeg' && form !== 'png' && form !== 'heic' && form !== 'webp') return UNTOLD;
  const bytes = await readFile(path);
  try {
    const tags = (await exifr.parse(form === 'webp' ? exifOfWebp(bytes) : bytes, {
      reviveValues: false,
      translateValues: false,
      xmp: false,
      icc: false,
      iptc: false,
      gps: true,
    })) as Tags | undefined;
    const place = tags ? placeOf(tags) : null;
    return {
      at: tags ? momentOf(tags) : null,
      place,
      tellsPlace: place !== null || tags?.GPSLatitude !== undefined || bytes.includes('exif:GPSLatitude'),
      orientation: typeof tags?.Orientation === 'number' ? tags.Orientation : 1,
    };
  } catch {
    return { ...UNTOLD, tellsPlace: bytes.includes('exif:GPSLatitude') };
  }
}

interface Tags {
  readonly DateTimeOriginal?: string;
  readonly OffsetTimeOriginal?: string;
  readonly Orientation?: number;
  readonly GPSLatitude?: unknown;
  readonly latitude?: number;
  readonly longitude?: number;
}

// A camera knows its own time; without an offset it stands in Beijing.
function momentOf({ DateTimeOriginal, OffsetTimeOriginal }: Tags): Date | null {
  const parts = /^(\d{4}):(\d\d):(\d\d) (\d\d:\d\d:\d\d)/.exec(DateTimeOriginal ?? '');
  if (!parts) return null;
  const offset = /^[+-]\d\d:\d\d$/.test(OffsetTimeOriginal ?? '') ? OffsetTimeOriginal : '+08:00';
  const moment = new Date(`${parts[1]}-${parts[2]}-${parts[3]}T${parts[4]}${offset}`);
  return Number.isNaN(moment.getTime()) ? null : moment;
}

function placeOf({ latitude, longitude }: Tags): Taken['place'] {
  const sound = (value: number | undefined, most: number): value is number =>
    typeof value === 'number' && Number.isFinite(value) && Math.abs(value) <= most;
  return sound(latitude, 90) && sound(longitude, 180) ? { latitude, longitude } : null;
}

/** exifr reads the TIFF block itself, which a WebP has in a chunk. */
function exifOfWebp(bytes: Buffer): Buffer {
  for (let at = 12; at + 8 <= bytes.length; ) {
    const length = bytes.readUInt32LE(at + 4);
    if (bytes.toString('latin1', at, at + 4) === 'EXIF') return bytes.subarray(at + 8, at + 8 + length);
    at += 8 + length + (length % 2);
  }
  return Buffer.alloc(0);
}

/** +36.5021+102.1042+2134.000/ as phones write it into a film's description. */
const ISO_6709 = /[+-]\d{2,6}(?:\.\d+)?[+-]\d{3,7}(?:\.\d+)?(?:[+-]\d+(?:\.\d+)?)?\//;
const MOST_DESCRIPTION = 32 * 1024 * 1024;

async function filmTellsPlace(path: string): Promise<boolean> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    for (let at = 0; at + 8 <= size; ) {
      const head = await bytesAt(file, at, 16);
      const short = head.readUInt32BE(0);
      const length =
        short === 1 && head.length === 16 ? Number(head.readBigUInt64BE(8)) : short === 0 ? size - at : short;
      if (length < 8) return false;
      const type = head.toString('latin1', 4, 8);
      if (type === 'moov' || type === 'meta' || type === 'udta') {
        const description = await bytesAt(file, at, Math.min(length, MOST_DESCRIPTION));
        if (description.includes('loci') || ISO_6709.test(description.toString('latin1'))) return true;
      }
      at += length;
    }
    return false;
  } finally {
    await file.close();
  }
}
