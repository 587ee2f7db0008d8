// The picture at the head of the README, taken from the demonstration city: node e2e/readme-screenshot.ts
import { mkdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { launchBrowser } from './browser.ts';
import { settled, signIn, visit } from './page.ts';
import { startServer } from './server.ts';
import { Workbench } from './workbench.ts';

const path = join(import.meta.dirname, '..', 'docs', 'images', 'workbench.png');
const LARGEST = 400 * 1024;

const server = await startServer();
try {
  const browser = await launchBrowser();
  try {
    const visitor = await visit(browser, server);
    const { page } = visitor;
    await signIn(visitor, 'duchashi');
    await page.getByRole('link', { name: '核对任务分解' }).click();
    const work = new Workbench(page);
    await work.opened();
    // Some of it is done already, of every kind; then a sentence with figures is at hand.
    await work.goTo('主要预期目标是');
    await page.keyboard.press('s');
    await page.getByRole('button', { name: /^拆成 \d+ 项$/ }).waitFor();
    await page.keyboard.press('Enter');
    await work.saved();
    for (const [words, key] of [
      ['围绕上述目标', 'a'],
      ['着力扩大有效投资', 'a'],
      ['抓好项目谋划储备', 'a'],
      ['上半年谋划储备', '1'],
      ['全年实施重点项目186项', 'm'],
      ['打通交通瓶颈', 'a'],
      ['加快东清高速公路建设', '1'],
    ] as const) {
      await work.goTo(words);
      await page.keyboard.press(key);
      await work.saved();
    }
    await work.goTo('新建改建农村公路280公里');
    await page.keyboard.press('1');
    await work.saved();
    await work.current().locator('mark').first().focus();
    await page.getByRole('tooltip').waitFor();
    await settled(page);
    mkdirSync(dirname(path), { recursive: true });
    await page.screenshot({ path });
    if (visitor.problems.length > 0) throw new Error(visitor.problems.join('\n'));
  } finally {
    await browser.close();
  }
} finally {
  await server.stop();
}
const { size } = statSync(path);
if (size > LARGEST) throw new Error(`${path} has ${size} bytes, more than ${LARGEST}`);
console.log(`${path}: ${Math.round(size / 1024)} KB`);
