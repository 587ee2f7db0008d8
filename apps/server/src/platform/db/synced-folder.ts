import { closeSync, fsyncSync, openSync } from 'node:fs';
import { NodeFS } from '@electric-sql/pglite/nodefs';

// The little of emscripten's NODEFS that is touched; it leans on internals, so the package's version is pinned
// and every start proves that it works (see proveSync).
interface EmscriptenNodeFS {
  stream_ops: { fsync?: (stream: { nfd?: number; node: unknown }) => number };
  realPath(node: unknown): string;
}
const EIO = 29;

/**
 * A folder that PGlite writes to and that really syncs. As shipped, emscripten has no fsync for files of the host,
 * and what PostgreSQL believes to be on disk is lost with the power.
 */
export class SyncedFolder extends NodeFS {
  /** How many times something was fsynced. */
  syncs = 0;

  override async init(...[pg, options]: Parameters<NodeFS['init']>): ReturnType<NodeFS['init']> {
    const ready = await super.init(pg, options);
    ready.emscriptenOpts.preRun?.unshift((module) => {
      const nodefs = (module as unknown as { NODEFS: EmscriptenNodeFS }).NODEFS;
      nodefs.stream_ops.fsync = (stream) => {
        try {
          if (stream.nfd !== undefined) fsyncSync(stream.nfd);
          else syncFolder(nodefs.realPath(stream.node));
          this.syncs += 1;
          return 0;
        } catch {
          return EIO;
        }
      };
    });
    return ready;
  }
}

/** fsync of a folder: makes names in it durable. */
export function syncFolder(path: string): void {
  // Windows opens no folder; there the file system's own journal keeps the name.
  if (process.platform === 'win32') return;
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
