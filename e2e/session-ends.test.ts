import type { Browser, Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from './browser.ts';
import { faultsOf } from './checks.ts';
import { choose, chooseFile, giveNameAndPassword, shoot, signIn, signOut, type Visitor, visit } from './page.ts';
import { REPORT_2025 } from './report.ts';
import { type Server, startServer } from './server.ts';
import { Workbench } from './workbench.ts';

let server: Server;
let browser: Browser;
let chen: Visitor;
/** The same person at another computer. */
let elsewhere: Visitor;
let work: Workbench;

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(), launchBrowser()]);
  chen = await visit(browser, server);
  chen.expected.push('401 /api/');
  work = new Workbench(chen.page);
  await signIn(chen, 'duchashi');
  elsewhere = await visit(browser, server);
  await signIn(elsewhere, 'duchashi');
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await shoot(chen.page, `failed-${task.name}`, 'desk');
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

describe('a session that ends while somebody works', () => {
  it('keeps what is typed: it is saved once they have signed in again', async () => {
    const { page } = chen;
    await page.getByRole('link', { name: '核对任务分解' }).click();
    await work.opened();
    await work.goTo('着力扩大有效投资');
    await page.keyboard.press('x');
    const reason = page.getByRole('dialog', { name: /不立项/ }).getByLabel('其他理由');
    await reason.fill('只是一句过渡的话，前后两句已经分别立项');
    await endedElsewhere();
    await page.getByRole('button', { name: '按填写的理由不立项' }).click();
    const again = await askedAgain();
    expect.soft(await faultsOf(page, 'session-over', '.sign-in-again')).toEqual([]);
    await giveNameAndPassword(again, 'duchashi');
    await again.waitFor({ state: 'hidden' });
    await work.saved();
    await page.reload();
    await work.opened();
    await work.goTo('着力扩大有效投资');
    await page.getByText('只是一句过渡的话，前后两句已经分别立项').first().waitFor();
  });

  it('makes several changes wait, and does each of them once', async () => {
    const { page } = chen;
    await work.goTo('抓好项目谋划储备');
    const before = await work.sum();
    // What the page asks for by itself would find out first.
    await page.route('**/changes?since=*', () => {});
    await endedElsewhere();
    for (let press = 0; press < 2; press++) await page.keyboard.press('a');
    const again = await askedAgain();
    await giveNameAndPassword(again, 'duchashi', 'Wrong-2026');
    await again.getByRole('alert').waitFor();
    await giveNameAndPassword(again, 'duchashi');
    await again.waitFor({ state: 'hidden' });
    await expect.poll(async () => (await work.changed(before)).pending).toBe(-2);
    await page.unrouteAll({ behavior: 'ignoreErrors' });
  });

  it('does not lose a file that was chosen, nor the fields beside it', async () => {
    const { page } = chen;
    await page.goto('/reports');
    const dialog = await chooseFile(page, {
      name: '政府工作报告.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from(REPORT_2025.join('\n')),
    });
    await choose(page, dialog.getByLabel('发文机关'), '河湟市人民政府');
    await dialog.getByLabel('版本名称').fill('会前征求意见稿');
    await dialog.getByLabel('我确认这份材料不涉及国家秘密').check();
    await endedElsewhere();
    await dialog.getByRole('button', { name: '上传并分解' }).click();
    const again = await askedAgain();
    await giveNameAndPassword(again, 'duchashi');
    await dialog.getByText('导入完成').waitFor();
    await page.goto('/reports');
    await expect.poll(() => page.getByRole('article').count()).toBe(2);
  });

  it('keeps unsaved words through a reload, until they sign out', async () => {
    const { page } = chen;
    await page.getByRole('article').filter({ hasText: '2026年' }).getByRole('link', { name: '核对任务分解' }).click();
    await work.opened();
    await work.goTo('打通交通瓶颈');
    await page.keyboard.press('x');
    const field = () => page.getByRole('dialog', { name: /不立项/ }).getByLabel('其他理由');
    await field().fill('写到一半的理由');
    await page.reload();
    await work.opened();
    await work.goTo('打通交通瓶颈');
    await page.keyboard.press('x');
    expect(await field().inputValue()).toBe('写到一半的理由');
    const address = page.url();
    await page.keyboard.press('Escape');
    await signOut(page);
    await signIn(chen, 'duchashi');
    await page.goto(address);
    await work.opened();
    await work.goTo('打通交通瓶颈');
    await page.keyboard.press('x');
    expect(await field().inputValue()).toBe('');
    await page.keyboard.press('Escape');
  });
});

describe('two windows of one browser', () => {
  it('signing out in one holds the other up; signing in again in one lets both go on', async () => {
    const { page, context } = chen;
    await page.goto('/reports');
    const other = await context.newPage();
    await other.goto('/ledgers/supervision');
    await signOut(other);
    const again = await askedAgain();
    await again.getByText('您在另一个窗口退出了登录').waitFor();
    await giveNameAndPassword(other, 'duchashi');
    await other.getByRole('button', { name: /账号菜单/ }).waitFor();
    await again.waitFor({ state: 'hidden' });
    await other.close();
  });

  it('another person in one is told in the other, which begins anew', async () => {
    const { page, context } = chen;
    await page.getByRole('button', { name: '导入报告' }).first().click();
    await page.getByLabel('版本名称').fill('没有保存的名称');
    const other = await context.newPage();
    await other.goto('/reports');
    await signOut(other);
    await giveNameAndPassword(other, 'nongye');
    await other.getByRole('button', { name: /账号菜单/ }).waitFor();
    const again = await askedAgain();
    await again.getByText('王农').first().waitFor();
    expect.soft(await faultsOf(page, 'session-other-person', '.sign-in-again')).toEqual([]);
    await again.getByRole('button', { name: '以王农的身份继续' }).click();
    await page.getByRole('button', { name: /王农.*账号菜单/ }).waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
    await other.close();
  });
});

describe('nobody at work', () => {
  it('is warned, then signed out with everything left in place', async () => {
    const { page } = chen;
    await signOut(page);
    await page.clock.install();
    await signIn(chen, 'duchashi');
    await page.getByRole('button', { name: '导入报告' }).first().click();
    const name = page.getByLabel('版本名称');
    await name.fill('放了半小时的名称');
    await page.clock.fastForward('28:30');
    await page.getByText('将自动退出').waitFor();
    expect.soft(await faultsOf(page, 'session-idle-warning', '[role="alert"]')).toEqual([]);
    await name.press('End');
    await page.clock.fastForward('00:06');
    await page.getByText('将自动退出').waitFor({ state: 'hidden' });
    await page.clock.fastForward('30:10');
    const again = await askedAgain();
    await again.getByText('长时间没有操作').waitFor();
    await expect.poll(async () => (await page.request.get('/api/session')).status()).toBe(401);
    await giveNameAndPassword(again, 'duchashi');
    await again.waitFor({ state: 'hidden' });
    expect(await name.inputValue()).toBe('放了半小时的名称');
  });
});

describe('everybody', () => {
  it('raised no error, broke no content policy, and asked for nothing else that failed', () => {
    expect([...chen.problems, ...elsewhere.problems]).toEqual([]);
  });
});

/** The same person, at another computer, ends all other sessions. */
async function endedElsewhere(): Promise<void> {
  const ended = await elsewhere.page.request.delete('/api/account/sessions?keep=true');
  expect(ended.ok(), await ended.text()).toBe(true);
}

/** The dialog over the page, which is still there behind it. */
async function askedAgain(): Promise<Locator> {
  const dialog = chen.page.getByRole('dialog', { name: '请重新登录' });
  await dialog.waitFor();
  return dialog;
}
