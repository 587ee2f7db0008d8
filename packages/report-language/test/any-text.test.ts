import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decompose } from '../src/index.ts';
import { expectSound } from './invariants.ts';
import { mutate } from './mutate.ts';

const root = join(import.meta.dirname, '../../..');
const demo = readFileSync(join(root, 'cities/demo/report.txt'), 'utf8');
const reports = join(root, '../shared/reports');

function expectSoundMutations(text: string, seeds: number[]): void {
  for (const seed of seeds) {
    const changed = mutate(text, seed);
    try {
      expectSound(changed.text, decompose(changed.text, { year: 2026 }));
    } catch (error) {
      throw new Error(`${changed.how}: ${(error as Error).message}`, { cause: error });
    }
  }
}

describe('any text', () => {
  it('is read without an error, whatever it is', () => {
    const piece = fc.constantFrom(
      ...[
        '一、',
        '（二）',
        '三是',
        '1.',
        '●',
        '**',
        '各位代表！',
        '主要预期目标是：',
        '增长5%',
        '；',
        '。',
        '\n',
        ' ',
        '“',
        '”',
        '《',
      ],
      ...[
        '名词解释',
        '加快建设',
        '2026年',
        '１２．５万',
        '。”',
        '下载',
        '12',
        '— 3 —',
        'G109',
        '各县区',
        '让我们',
        '年底前',
        '；，',
      ],
    );
    fc.assert(
      fc.property(
        fc.array(fc.oneof(piece, fc.string({ unit: 'binary', maxLength: 6 })), { maxLength: 60 }),
        (parts) => {
          const text = parts.join('');
          expectSound(text, decompose(text, { year: 2026 }));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('keeps its spans when a report is mangled', () => {
    expectSound(demo, decompose(demo));
    expectSoundMutations(
      demo,
      Array.from({ length: 150 }, (_, i) => i + 1),
    );
  });

  it('gives the same result for the same text', () => {
    expect(decompose(demo)).toEqual(decompose(demo));
  });
});

const present = existsSync(reports);
describe.skipIf(!present)(
  'the public reports beside the checkout (../shared/reports; skipped where they are absent)',
  () => {
    const files = present ? readdirSync(reports).filter((f) => f.endsWith('.txt')) : [];
    it.each(files)('%s: every span maps back, as it is and mangled', (file) => {
      const text = readFileSync(join(reports, file), 'utf8').replace(/^\ufeff/, '');
      expectSound(text, decompose(text));
      const each = Math.ceil(1000 / files.length);
      expectSoundMutations(
        text,
        Array.from({ length: each }, (_, i) => i * 7 + file.length),
      );
    });
  },
);
