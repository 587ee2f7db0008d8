/** Runs in the sandbox: a file becomes a text, and the text a decomposition. May read, and nothing else. */
import { readDocument, type SandboxContext } from '@luoshi/documents';
import { type DecomposeOptions, type Decomposition, decompose } from '@luoshi/report-language';
import { judgeLength, judgeReport, type Refusal } from './judge-report.ts';

export interface ParseInput {
  path: string;
  /** As the person knows it: its extension is checked against the bytes. */
  fileName: string;
  options: DecomposeOptions;
}

export interface Parsed {
  text: string;
  decomposition: Decomposition;
}

export default async function parse(
  input: ParseInput,
  context: SandboxContext,
): Promise<Parsed | { refusal: Refusal }> {
  const read = await readDocument(input.path, { fileName: input.fileName });
  context.progress('decomposing');
  // PostgreSQL's text holds no NUL; one character for another keeps every offset.
  const text = read.text.replaceAll('\0', '\uFFFD');
  const tooLong = judgeLength(text);
  if (tooLong) return { refusal: tooLong };
  const decomposition = decompose(text, input.options);
  const refusal = judgeReport(text, decomposition);
  return refusal ? { refusal } : { text, decomposition };
}
