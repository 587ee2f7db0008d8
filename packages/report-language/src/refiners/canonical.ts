import type { Figure } from '../measures/figure.ts';

/** The value in base units: 51.2 万吨 -> 512000 吨. Decimal noise of the multiplication is rounded away. */
export function canonicalOf(figure: Figure): { value: number | null; unit: string } {
  if (figure.value === null) return { value: null, unit: '' };
  const product = figure.value * figure.factor;
  return { value: Number(product.toPrecision(12)), unit: figure.base };
}
