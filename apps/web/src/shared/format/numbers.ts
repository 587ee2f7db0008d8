const plain = new Intl.NumberFormat('zh-CN', { maximumFractionDigits: 6 });

/** 1234567.5 -> "1,234,567.5"; null -> "". */
export function number(value: number | null): string {
  return value === null ? '' : plain.format(value);
}

/** 48213 -> "47 KB" in the units that Windows shows. */
export function bytes(size: number): string {
  if (size < 1024) return `${size} 字节`;
  if (size < 1024 * 1024) return `${Math.round(size / 1024)} KB`;
  return `${(size / 1024 / 1024).toFixed(1)} MB`;
}
