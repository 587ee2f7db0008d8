import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { DESK, PHONE, picture, settled } from './page.ts';

/** Latin words that belong on a Chinese page: kinds of files, keys of the keyboard, names that have no other form. */
const LATIN = [
  /[^\s，。；：、（）《》“”]+\.(?:docx|doc|pdf|txt|html?|xlsx|csv)/gi,
  /R\d{4}-\d+(?:-[A-Za-z0-9]+)+/g,
  /（?\.(?:docx|doc|pdf|txt|html|xlsx|csv)）?/g,
  /\b(?:Word|Excel|PDF|CSV|GDP|KB|MB|SHA-256|WPS|OCR|Webhook|OpenID Connect|preferred_username)\b/g,
  /https?:\/\/[\w.:/-]+/g,
  /\b(?:Ctrl|Shift|Tab|Esc)\b/g,
  // A file's checksum, whole or its beginning.
  /(?<![0-9a-z])[0-9a-f]{64}(?![0-9a-z])|(?<![0-9a-z])[0-9a-f]{16}…/g,
];

/**
 * What a user would call broken, on the page as it stands, at both widths: one line each. None is good. Leaves a picture at
 * each width, by the given name. `within` a dialog only that is examined for accessibility; the page behind it was.
 */
export async function faultsOf(page: Page, name: string, within = 'html'): Promise<string[]> {
  const faults: string[] = [];
  for (const [width, viewport, file] of [
    ['1366', DESK, name],
    ['390', PHONE, `${name}-phone`],
  ] as const) {
    await page.setViewportSize(viewport);
    await settled(page);
    await picture(page, file);
    const seen = [...(await layoutFaults(page)), ...(await foreignWords(page)), ...(await violations(page, within))];
    faults.push(...seen.map((fault) => `${name} at ${width}: ${fault}`));
  }
  await page.setViewportSize(DESK);
  await settled(page);
  return faults;
}

/** Nothing runs over the edge, no button cuts its words off, and the demonstration says that it is one. */
async function layoutFaults(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const faults: string[] = [];
    const root = document.scrollingElement as Element;
    if (root.scrollWidth > root.clientWidth)
      faults.push(`the page is ${root.scrollWidth} wide in a window of ${root.clientWidth}`);
    const visible = (element: Element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
    for (const button of document.querySelectorAll<HTMLElement>('button, [role="button"], summary')) {
      const box = button.getBoundingClientRect();
      if (!visible(button) || box.width === 0) continue;
      const words = (button.textContent || button.getAttribute('aria-label') || '').trim().slice(0, 30);
      if (button.scrollWidth > button.clientWidth + 1 || button.scrollHeight > button.clientHeight + 2)
        faults.push(`the button “${words}” cuts its words off`);
      if (box.left < -1 || box.right > innerWidth + 1) faults.push(`the button “${words}” is out of the window`);
    }
    const mark = [...document.querySelectorAll('body *')].some(
      (element) => element.children.length < 3 && /^演示/.test(element.textContent ?? '') && visible(element),
    );
    if (!mark) faults.push('no 演示 mark');
    return faults;
  });
}

/** Words in Latin letters that nothing allows, in what is read, hovered or read aloud. */
async function foreignWords(page: Page): Promise<string[]> {
  const texts = await page.evaluate(() => {
    const found: string[] = [document.title];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement;
      if (!parent || ['SCRIPT', 'STYLE', 'NOSCRIPT'].includes(parent.tagName) || !parent.checkVisibility()) continue;
      // Names of accounts, keys, addresses: what is a string and no word.
      if (parent.closest('[data-foreign]')) continue;
      found.push(node.textContent ?? '');
    }
    for (const name of ['title', 'aria-label', 'placeholder', 'alt', 'aria-description', 'aria-roledescription'])
      for (const element of document.querySelectorAll(`[${name}]`)) {
        // Nobody hears the name of a picture inside something that has a name of its own.
        const unheard = name === 'aria-label' && element.parentElement?.closest('[aria-label], [aria-hidden="true"]');
        // The component library's own icons are named after their files; they stand beside words that say the same.
        const icon = element.matches('.anticon');
        if (element.checkVisibility() && !unheard && !icon) found.push(element.getAttribute(name) ?? '');
      }
    return found;
  });
  const foreign = new Set<string>();
  for (const text of texts) {
    const left = LATIN.reduce((words, allowed) => words.replace(allowed, ' '), text);
    for (const [word] of left.matchAll(/[A-Za-z]{2,}/g)) foreign.add(`“${word}” in “${text.trim().slice(0, 60)}”`);
  }
  return [...foreign];
}

/** Serious and critical violations of the accessibility rules that axe knows. */
async function violations(page: Page, within: string): Promise<string[]> {
  // A card that explains a figure goes when the window changes.
  if ((await page.locator(within).count()) === 0) return [];
  // The other mode opens a page of its own, which no user has.
  const { violations } = await new AxeBuilder({ page }).include(within).setLegacyMode(true).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => {
      const [first] = nodes;
      return `axe ${id} ×${nodes.length}: ${first?.html.slice(0, 160)} ${first?.any.map((one) => one.message).join('; ')}`;
    });
}
