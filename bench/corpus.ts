import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');

/** Real reports where they lie beside the checkout, else the demonstration city's own report. */
export function reportTexts(): string[] {
  const folder = join(root, '..', 'shared', 'reports');
  if (existsSync(folder)) {
    const texts = readdirSync(folder)
      .filter((name) => name.endsWith('.txt') && !name.startsWith('README'))
      .sort()
      .map((name) => readFileSync(join(folder, name), 'utf8'));
    if (texts.length > 0) return texts;
  }
  return [readFileSync(join(root, 'cities', 'demo', 'report.txt'), 'utf8')];
}

/** A text of about `bytes` UTF-8 bytes: the reports one after another, as often as needed. */
export function textOfSize(bytes: number): string {
  const all = reportTexts().join('\n');
  const size = Buffer.byteLength(all);
  if (bytes >= size) return Array.from({ length: Math.round(bytes / size) }, () => all).join('\n');
  return all.slice(0, Math.round((all.length * bytes) / size));
}
