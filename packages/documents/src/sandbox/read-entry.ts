import { readDocument } from '../read/read-document.ts';
import type { ReadDocument } from '../read/types.ts';

/** Entry module of `readDocumentInWorker`. */
export default function read(input: { path: string; fileName: string | undefined }): Promise<ReadDocument> {
  return readDocument(input.path, input.fileName === undefined ? {} : { fileName: input.fileName });
}
