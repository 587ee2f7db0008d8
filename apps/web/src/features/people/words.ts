import type { Post } from '@luoshi/server/modules/people/contract';
import type { Tone } from '../../shared/ui/Tag.tsx';

/** "2026-01-01 起", "2026-01-01 至 2026-06-30"; `validTo` is the first day on which it holds no more. */
export function period({ validFrom, validTo }: { validFrom: string; validTo: string | null }): string {
  if (validTo === null) return `${validFrom} 起`;
  return validTo <= validFrom ? '没有生效' : `${validFrom} 至 ${dayBefore(validTo)}`;
}

export function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}

export const GRANTS: Record<Post['grant'], { label: string; tone: Tone }> = {
  waiting: { label: '待授权', tone: 'warn' },
  granted: { label: '已授权', tone: 'good' },
  withdrawn: { label: '已收回', tone: 'bad' },
};

/** Words of a field that holds several: 、 or a new line between them. */
export const wordsOf = (text: string): string[] =>
  text
    .split(/[、，,;；\n]/u)
    .map((word) => word.trim())
    .filter((word) => word !== '');
