import { Readable } from 'node:stream';

/**
 * The body of a file that is made when it is sent: after the operation's transaction, so that writing a workbook holds
 * neither its rows locked nor the embedded database's one connection.
 */
export function lazyBody(make: () => Promise<Uint8Array>): Readable {
  return Readable.from(
    (async function* () {
      yield await make();
    })(),
  );
}

export const MEDIA_TYPES = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  csv: 'text/csv; charset=utf-8',
} as const;
