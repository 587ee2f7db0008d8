import { readTables, type Table } from '../read/read-tables.ts';

/** Entry module of `readTablesInWorker`. */
export default function read(input: { path: string; fileName: string }): Promise<Table[]> {
  return readTables(input.path, { fileName: input.fileName });
}
