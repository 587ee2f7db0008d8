/** One thing that was looked at. */
export interface Finding {
  /** What it is called, the same in every run: for programs that read --json. */
  readonly name: string;
  /** Chinese: what was looked at. */
  readonly subject: string;
  /** Chinese: what was found. */
  readonly words: string;
  /** What somebody has to do; null where nothing needs doing. */
  readonly action: string | null;
}

export const fine = (name: string, subject: string, words: string): Finding => ({ name, subject, words, action: null });
export const needs = (name: string, subject: string, words: string, action: string): Finding => ({
  name,
  subject,
  words,
  action,
});
/** Fine unless something is said to be done. */
export const found = (name: string, subject: string, words: string, action: string | null): Finding => ({
  name,
  subject,
  words,
  action,
});

export function age(seconds: number): string {
  if (seconds < 120) return `${Math.round(seconds)} 秒`;
  if (seconds < 2 * 3600) return `${Math.round(seconds / 60)} 分钟`;
  if (seconds < 2 * 86_400) return `${Math.round(seconds / 3600)} 小时`;
  return `${Math.round(seconds / 86_400)} 天`;
}
