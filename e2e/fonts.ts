import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { BrowserContext } from 'playwright-core';

const folder = join(import.meta.dirname, '..', 'node_modules', '@fontsource', 'noto-sans-sc');

interface Face {
  file: string;
  weight: string;
  range: string;
}

function faces(): Face[] {
  return ['400', '700'].flatMap((weight) => {
    const css = readFileSync(join(folder, `${weight}.css`), 'utf8');
    return [...css.matchAll(/url\(\.\/files\/([^)]+\.woff2)\)[\s\S]*?unicode-range: ([^;]+);/g)].map((m) => ({
      file: m[1] ?? '',
      weight,
      range: m[2] ?? '',
    }));
  });
}

/**
 * Gives every page of the context a Chinese font, whatever the machine has: without one Chinese text is boxes.
 * The pages ask for "Noto Sans SC" after the fonts of Chinese offices; here it answers from npm, through the page's own origin,
 * so that the page's content security policy stays in force.
 */
export async function provideChineseFont(context: BrowserContext): Promise<void> {
  await context.route('**/__fonts__/*', (route) =>
    route.fulfill({
      path: join(folder, 'files', basename(new URL(route.request().url()).pathname)),
      contentType: 'font/woff2',
    }),
  );
  await context.addInitScript((list) => {
    for (const { file, weight, range } of list)
      document.fonts.add(new FontFace('Noto Sans SC', `url(/__fonts__/${file})`, { weight, unicodeRange: range }));
  }, faces());
}
