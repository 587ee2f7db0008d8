/** For tests: a photo as phones take them, and a virus scanner's daemon that speaks the real protocol. */
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';

const JPEG = Buffer.from(
  '/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////wAALCAABAAEBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAAA//EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AN//Z',
  'base64',
);

interface Facts {
  orientation?: number;
  /** 2026:03:01 09:30:00 */
  at?: string;
  /** Whole degrees, minutes, seconds, north and east. */
  place?: { latitude: [number, number, number]; longitude: [number, number, number] };
  /** Told in a comment and behind the end, as some phones do. */
  hidden?: string;
}

/** A JPEG of one dot with an Exif segment that tells these. */
export function photo({ orientation = 1, at, place, hidden }: Facts = {}): Buffer {
  const exif = exifSegment(orientation, at, place);
  const comment = hidden ? segment(0xfe, Buffer.from(hidden)) : Buffer.alloc(0);
  return Buffer.concat([JPEG.subarray(0, 2), exif, comment, JPEG.subarray(2), Buffer.from(hidden ?? '')]);
}

function segment(marker: number, content: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(content.length + 2, 2);
  return Buffer.concat([head, content]);
}

type Entry = readonly [tag: number, type: number, count: number, value: Buffer];

/** Blocks of tags one behind the other; what is longer than four bytes follows its block. */
function exifSegment(orientation: number, at: string | undefined, place: Facts['place']): Buffer {
  const short = (value: number) => Buffer.from([value >> 8, value & 255, 0, 0]);
  const long = (value: number) => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(value);
    return bytes;
  };
  const block = (entries: readonly Entry[], from: number): Buffer => {
    const head = Buffer.alloc(2 + entries.length * 12 + 4);
    head.writeUInt16BE(entries.length);
    let behind = from + head.length;
    const longer: Buffer[] = [];
    entries.forEach(([tag, type, count, value], i) => {
      const here = 2 + i * 12;
      head.writeUInt16BE(tag, here);
      head.writeUInt16BE(type, here + 2);
      head.writeUInt32BE(count, here + 4);
      if (value.length <= 4) value.copy(head, here + 8);
      else {
        head.writeUInt32BE(behind, here + 8);
        behind += value.length;
        longer.push(value);
      }
    });
    return Buffer.concat([head, ...longer]);
  };
  const degrees = (value: readonly number[]) => Buffer.concat(value.flatMap((one) => [long(one), long(1)]));
  const main = (exifAt: number, gpsAt: number): Entry[] => [
    [0x0112, 3, 1, short(orientation)],
    ...(at ? [[0x8769, 4, 1, long(exifAt)] as const] : []),
    ...(place ? [[0x8825, 4, 1, long(gpsAt)] as const] : []),
  ];
  const exif: Entry[] = at ? [[0x9003, 2, at.length + 1, Buffer.from(`${at}\0`)]] : [];
  const gps: Entry[] = place
    ? [
        [1, 2, 2, Buffer.from('N\0\0\0')],
        [2, 5, 3, degrees(place.latitude)],
        [3, 2, 2, Buffer.from('E\0\0\0')],
        [4, 5, 3, degrees(place.longitude)],
      ]
    : [];
  const exifAt = 8 + block(main(0, 0), 8).length;
  const exifBlock = at ? block(exif, exifAt) : Buffer.alloc(0);
  const gpsAt = exifAt + exifBlock.length;
  const tiff = Buffer.concat([
    Buffer.from('MM\0*\0\0\0\x08', 'latin1'),
    block(main(exifAt, gpsAt), 8),
    exifBlock,
    place ? block(gps, gpsAt) : Buffer.alloc(0),
  ]);
  return segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]));
}

export interface ScannerDaemon {
  readonly port: number;
  /** Bytes of the files that it was sent. */
  readonly received: number[];
  stop(): Promise<void>;
}

/** Answers INSTREAM as ClamAV's daemon does: what has `infected` in it is found, what is over `most` bytes is an error. */
export async function startScanner(infected: string, { port = 0, most = 1 << 30 } = {}): Promise<ScannerDaemon> {
  const received: number[] = [];
  const serve = (socket: Socket): void => {
    let waiting = Buffer.alloc(0);
    let begun = false;
    const file: Buffer[] = [];
    socket.on('error', () => {});
    socket.on('data', (bytes: Buffer) => {
      waiting = Buffer.concat([waiting, bytes]);
      if (!begun) {
        const command = 'zINSTREAM\0';
        if (waiting.length < command.length) return;
        if (waiting.toString('latin1', 0, command.length) !== command) return void socket.end('UNKNOWN COMMAND\0');
        begun = true;
        waiting = waiting.subarray(command.length);
      }
      while (waiting.length >= 4) {
        const length = waiting.readUInt32BE(0);
        if (waiting.length < 4 + length) return;
        if (length === 0) {
          const content = Buffer.concat(file);
          received.push(content.length);
          return void socket.end(content.includes(infected) ? 'stream: Test-Signature FOUND\0' : 'stream: OK\0');
        }
        file.push(waiting.subarray(4, 4 + length));
        waiting = waiting.subarray(4 + length);
        if (file.reduce((sum, one) => sum + one.length, 0) > most)
          return void socket.end('INSTREAM size limit exceeded. ERROR\0');
      }
    });
  };
  const server: Server = createServer(serve);
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    received,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
