import type { Readable } from 'node:stream';

/** Whole lines of a stream, as many at once as came at once. Errors of the stream are thrown, which readline does not do. */
export async function* linesIn(stream: Readable): AsyncGenerator<string[]> {
  let rest = '';
  stream.setEncoding('utf8');
  for await (const chunk of stream as AsyncIterable<string>) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop()!;
    if (lines.length) yield lines;
  }
  if (rest) yield [rest];
}
