// Where PGlite lives: a worker thread, as nothing else runs in its thread while it computes, or a process of its own.
import { threadId } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { initialise, startParameters } from './embedded-folder.ts';
import { portToHost } from './embedded-host.ts';
import { type EngineName, type OpenedEngine, openWith } from './engines.ts';
import { SyncedFolder } from './synced-folder.ts';

/** What the main thread asks. Answers come back with the same id, in order. */
export type Ask =
  | { id: number; kind: 'open'; folder: string | null; template: Uint8Array | null }
  // A copy, to be read and thrown away, by the engine that wrote it.
  | { id: number; kind: 'open-copy'; folder: string; engine: EngineName }
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

const port = portToHost();
let database: PGlite | null = null;
/** The one in use, whichever it is: bytes of the protocol in, bytes out. */
let wire: ((bytes: Uint8Array) => Promise<Uint8Array>) | null = null;
let copy: OpenedEngine['database'] | null = null;
let folder: SyncedFolder | null = null;

async function answer(ask: Ask): Promise<unknown> {
  switch (ask.kind) {
    case 'open':
      if (ask.folder) {
        await initialise(ask.folder, () => port.post({ initialising: true }));
        folder = new SyncedFolder(ask.folder);
        database = await PGlite.create({ fs: folder, startParams: startParameters() });
      } else {
        database = await PGlite.create({
          dataDir: 'memory://',
          ...(ask.template ? { loadDataDir: new Blob([ask.template as Uint8Array<ArrayBuffer>]) } : {}),
        });
      }
      wire = wireOf(database);
      return null;
    case 'open-copy': {
      const opened = await openWith(ask.engine, ask.folder);
      copy = opened.database;
      wire = opened.wire ?? wireOf(opened.database as PGlite);
      return null;
    }
    case 'wire':
      return wire!(ask.bytes);
    case 'reset':
      // A client went away in the middle: whatever it had open is undone before the next one comes.
      await (database ?? copy)!.exec('ROLLBACK');
      await (database ?? copy)!.exec('DISCARD ALL');
      return null;
    case 'state':
      return { syncs: folder?.syncs ?? 0, threadId } satisfies EmbeddedState;
    case 'dump':
      return new Uint8Array(await (await database!.dumpDataDir('none')).arrayBuffer());
    case 'close':
      await database?.close();
      await copy?.close();
      database = null;
      return null;
  }
}

const wireOf = (engine: PGlite) => async (bytes: Uint8Array) => {
  const parts: Uint8Array[] = [];
  await engine.execProtocolRawStream(bytes, { onRawData: (part) => parts.push(part.slice()) });
  return Buffer.concat(parts);
};

// One after another: a second message waits until the first is answered.
let queue: Promise<void> = Promise.resolve();
port.hear((ask: Ask) => {
  queue = queue.then(async () => {
    try {
      port.post({ id: ask.id, value: await answer(ask) });
    } catch (error) {
      port.post({ id: ask.id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
  });
});
