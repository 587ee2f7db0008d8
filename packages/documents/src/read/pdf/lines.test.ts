import { expect, it } from 'vitest';
import { buildLines } from './lines.ts';

const piece = (text: string, x: number, width: number, y = 100) => ({ text, x, y, width, height: 10 });

it('fills the gaps that one font leaves with what another font draws', () => {
  const pieces = [
    piece('比重为', 56, 30),
    piece('4.0 37.7 58.3', 88, 78),
    piece('∶', 106, 6),
    piece('∶', 136, 6),
    piece('，第一', 166, 30),
  ];
  expect(buildLines(pieces).map(({ text }) => text)).toEqual(['比重为4.0∶37.7∶58.3，第一']);
});

it('parts words by spaces and columns by tabs, and leaves loosely set Chinese together', () => {
  expect(buildLines([piece('GDP', 0, 18), piece('growth', 22, 30)])[0]?.text).toBe('GDP growth');
  expect(buildLines([piece('指标', 0, 20), piece('目标', 80, 20)])[0]?.text).toBe('指标\t目标');
  expect(buildLines([piece('标', 0, 10), piece('题', 14, 10)])[0]?.text).toBe('标题');
});
