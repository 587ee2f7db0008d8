/** One line of `npm run bench -- --json`. */
export interface Measurement {
  name: string;
  value: number;
  unit: string;
  /** What it was measured beside, in the same run; "" when it stands alone. */
  against: string;
  /** How many times faster (or smaller) than `against`; null when it stands alone. */
  ratio: number | null;
  /** As the issue states it: ">= 3 MB/s". */
  goal: string;
  /** null when the issue sets no goal for it. */
  met: boolean | null;
}

export interface Bench {
  name: string;
  about: string;
  run(): Promise<Measurement[]>;
}

export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

export function round(value: number, digits = 2): number {
  return Number(value.toFixed(digits));
}

/** Seconds that `work` takes. */
export function seconds(work: () => void): number {
  const start = process.hrtime.bigint();
  work();
  return Number(process.hrtime.bigint() - start) / 1e9;
}
