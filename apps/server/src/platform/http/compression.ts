import { constants } from 'node:zlib';
import compress from '@fastify/compress';
import type { FastifyInstance } from 'fastify';
import type { Operation } from '../operation.ts';

/** Below this the headers weigh more than what is saved. */
const THRESHOLD = 1024;
/** Rooms whose answers may hold a secret: what is compressed together with what a stranger chose tells by its length. */
const SECRETIVE = new Set(['accounts', 'settings']);

/** Answers are compressed as the browser accepts it. The quick levels: a page is made for one reader. */
export async function registerCompression(app: FastifyInstance): Promise<void> {
  await app.register(compress, {
    threshold: THRESHOLD,
    encodings: ['br', 'gzip'],
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } },
    zlibOptions: { level: 6 },
  });
}

/** Only what is read, and nothing that may hold a secret; a stream of events has to arrive as it is sent. */
export const isCompressed = (method: string, { name, output }: Pick<Operation, 'name' | 'output'>): boolean =>
  method === 'GET' && output !== 'stream' && !SECRETIVE.has(name.split('.')[0]!);
