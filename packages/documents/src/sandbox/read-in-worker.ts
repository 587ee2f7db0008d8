import type { Table } from '../read/read-tables.ts';
import type { ReadDocument } from '../read/types.ts';
import { runInSandbox } from './run-in-sandbox.ts';
import type { SandboxLimits } from './types.ts';

/**
 * `readDocument` in a process of its own, with limits. `fileName` is the name that the user knows the file by, where it
 * is stored under another. Throws what `readDocument` throws, and PARSER_TIMEOUT, PARSER_MEMORY, PARSER_CRASHED.
 */
export function readDocumentInWorker(
  path: string,
  limits: SandboxLimits,
  options: { fileName?: string } = {},
): Promise<ReadDocument> {
  const entry = new URL('./read-entry.ts', import.meta.url);
  return runInSandbox(entry, { path, fileName: options.fileName }, limits);
}

const TABLES = new URL('./read-tables-entry.ts', import.meta.url);

/** `readTables` in a process of its own. Throws what that throws, and PARSER_TIMEOUT, PARSER_MEMORY, PARSER_CRASHED. */
export function readTablesInWorker(path: string, fileName: string, limits: SandboxLimits): Promise<Table[]> {
  return runInSandbox<{ path: string; fileName: string }, Table[]>(TABLES, { path, fileName }, limits);
}
