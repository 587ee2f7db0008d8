const plain = new Intl.NumberFormat('zh-CN', { maximumFractionDigits: 6 });

/** 1234567.5 -> "1,234,567.5"; null -> "". */
export function number(value: number | null): string {
  return value === null ? '' : plain.format(value);
}

/** 43860000000, "元" -> "438.6亿元": in 亿 or 万 where nothing is lost by it. */
export function inLargeUnits(value: number, unit: string): string {
  for (const [scale, word] of [
    [1e8, '亿'],
    [1e4, '万'],
  ] as const) {
    const scaled = Number((value / scale).toFixed(6));
    const same = Math.abs(scaled * scale - value) <= Math.abs(value) * 1e-12;
    if (Math.abs(value) >= scale && same && !/[%‰]/.test(unit)) return `${number(scaled)}${word}${unit}`;
  }
  return `${number(value)}${unit}`;
}

/** 48213 -> "47 KB" in the units that Windows shows. */
export function bytes(size: number): string {
  if (size < 1024) return `${size} 字节`;
  if (size < 1024 * 1024) return `${Math.round(size / 1024)} KB`;
  return `${(size / 1024 / 1024).toFixed(1)} MB`;
}
