import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

/** 计划部分 N 句 = 单独立项 a + 拆分立项 b + 并入 c + 不立项 d + 待定 e; 生成 M 项, as read from the screen. */
export interface Sum {
  sentences: number;
  single: number;
  split: number;
  merged: number;
  none: number;
  pending: number;
  items: number;
}

const WORDS = /^计划部分(\d+)句=单独立项(\d+)\+拆分立项(\d+)\+并入(\d+)\+不立项(\d+)\+待定(\d+)生成(\d+)项$/;

/** The review workbench as somebody uses it who leaves the mouse alone. */
export class Workbench {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async opened(): Promise<void> {
    await this.page.getByRole('region', { name: '对账' }).waitFor();
  }

  /** The sum on the screen, once everything is saved; it must add up. */
  async sum(): Promise<Sum> {
    await this.saved();
    const words = ((await this.page.getByRole('region', { name: '对账' }).textContent()) ?? '').replace(/\s/g, '');
    const found = WORDS.exec(words);
    if (!found) throw new Error(`the bar reads “${words}”`);
    const [sentences = 0, single = 0, split = 0, merged = 0, none = 0, pending = 0, items = 0] = found
      .slice(1)
      .map(Number);
    expect(single + split + merged + none + pending, `parts of “${words}”`).toBe(sentences);
    return { sentences, single, split, merged, none, pending, items };
  }

  /** What changed in the sum since `before`; what did not is left out. */
  async changed(before: Sum): Promise<Partial<Sum>> {
    const now = await this.sum();
    const names = Object.keys(now) as (keyof Sum)[];
    return Object.fromEntries(names.filter((name) => now[name] !== before[name]).map((n) => [n, now[n] - before[n]]));
  }

  async saved(): Promise<void> {
    await this.page.getByText('已全部保存').waitFor();
  }

  /** Moves to the sentence with these words by J or K alone. */
  async goTo(words: string): Promise<void> {
    const lines = this.page.locator('[data-sentence]');
    const texts = await lines.allTextContents();
    const target = texts.findIndex((text) => text.includes(words));
    if (target < 0) throw new Error(`no sentence with “${words}”`);
    const current = await lines.evaluateAll((all) => all.findIndex((line) => line.getAttribute('aria-current')));
    for (let step = 0; step < Math.abs(target - current); step++)
      await this.page.keyboard.press(target > current ? 'j' : 'k');
    await this.current().filter({ hasText: words }).waitFor();
    // The panel follows when the browser has time.
    const number = /^第\d+句/.exec((await this.current().getAttribute('aria-label')) ?? '')?.[0] ?? '';
    await this.panel().getByRole('heading', { name: number, exact: true }).waitFor();
  }

  /** Back from a field to the text, as somebody does who leaves the mouse alone. */
  async leaveField(): Promise<void> {
    await this.page.keyboard.press('Escape');
    await this.page.waitForFunction(() => document.activeElement?.matches('[data-sentence]'));
  }

  /** The sentence that the keys act on. */
  current(): Locator {
    return this.page.locator('[data-sentence][aria-current]');
  }

  line(words: string): Locator {
    return this.page.locator('[data-sentence]').filter({ hasText: words });
  }

  async disposition(words: string): Promise<string | null> {
    return this.line(words).getAttribute('data-disposition');
  }

  panel(): Locator {
    return this.page.getByRole('region', { name: '本句的事项' });
  }

  /** The names that the digit keys choose, in their order; at least two. */
  async proposedLeads(): Promise<string[]> {
    const buttons = this.items().first().getByRole('region', { name: '建议的牵头单位' }).getByRole('button');
    await buttons.nth(1).waitFor();
    return buttons.evaluateAll((all) =>
      all.map((button) => {
        const name = button.querySelector('kbd + span > span');
        return [...(name?.childNodes ?? [])].find((node) => node.nodeType === Node.TEXT_NODE)?.textContent ?? '';
      }),
    );
  }

  /** The cards of the items of the current sentence. */
  items(): Locator {
    return this.panel().getByRole('article');
  }
}
