// The worker thread in which PGlite lives: as it computes, nothing else runs in its thread.
import { parentPort, threadId } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { initialise, startParameters } from './embedded-folder.ts';
import { SyncedFolder } from './synced-folder.ts';

/** What the main thread asks. Answers come back with the same id, in order. */
export type Ask =
  | { id: number; kind: 'open'; folder: string | null; template: Uint8Array | null }
  | { id: number; kind: 'wire'; bytes: Uint8Array }
  | { id: number; kind: 'reset' }
  | { id: number; kind: 'state' }
  | { id: number; kind: 'dump' }
  | { id: number; kind: 'close' };

export interface EmbeddedState {
  /** How many fsyncs there were. */
  syncs: number;
  threadId: number;
}

const port = parentPort!;
let database: PGlite | null = null;
let folder: SyncedFolder | null = null;

async function answer(ask: Ask): Promise<unknown> {
  switch (ask.kind) {
    case 'open':
      if (ask.folder) {
        await initialise(ask.folder, () => port.postMessage({ initialising: true }));
        folder = new SyncedFolder(ask.folder);
        database = await PGlite.create({ fs: folder, startParams: startParameters() });
      } else {
        database = await PGlite.create({
          dataDir: 'memory://',
          ...(ask.template ? { loadDataDir: new Blob([ask.template as Uint8Array<ArrayBuffer>]) } : {}),
        });
      }
      return null;
    case 'wire': {
      const parts: Uint8Array[] = [];
      await database!.execProtocolRawStream(ask.bytes, { onRawData: (bytes) => parts.push(bytes.slice()) });
      return Buffer.concat(parts);
    }
    case 'reset':
      // A client went away in the middle: whatever it had open is undone before the next one comes.
      await database!.exec('ROLLBACK');
      await database!.exec('DISCARD ALL');
      return null;
    case 'state':
      return { syncs: folder?.syncs ?? 0, threadId } satisfies EmbeddedState;
    case 'dump':
      return new Uint8Array(await (await database!.dumpDataDir('none')).arrayBuffer());
    case 'close':
      await database?.close();
      database = null;
      return null;
  }
}

// One after another: a second message waits until the first is answered.
let queue: Promise<void> = Promise.resolve();
port.on('message', (ask: Ask) => {
  queue = queue.then(async () => {
    try {
      port.postMessage({ id: ask.id, value: await answer(ask) });
    } catch (error) {
      port.postMessage({ id: ask.id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
  });
});
