import { writeFileSync } from 'node:fs';

/** A parser that does what its input says; for the sandbox's tests. */
export default function misbehave(
  input: { how: string; path?: string },
  context: { progress(message: unknown): void },
): unknown {
  const hoard: unknown[] = [];
  context.progress('begun');
  const { how } = input;
  while (how === 'loop');
  while (how === 'heap') hoard.push({ row: [1, 2, 3] });
  while (how === 'buffers') hoard.push(Buffer.alloc(8_000_000, 1));
  if (how === 'exit') process.exit(3);
  if (how === 'write') writeFileSync(input.path ?? '', 'x');
  if (how === 'refuse')
    throw Object.assign(new Error('这不是政府工作报告'), { code: 'NOT_A_REPORT', details: { characters: 12 } });
  if (how === 'secrets') return Object.keys(process.env);
  return { echoed: input, bytes: new Uint8Array([1, 2]) };
}
