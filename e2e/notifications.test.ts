import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from './browser.ts';
import { faultsOf } from './checks.ts';
import { giveNameAndPassword, sendFile, shoot, signIn, type Visitor, visit } from './page.ts';
import { REPORT_2025 } from './report.ts';
import { type Server, startServer } from './server.ts';

let server: Server;
let browser: Browser;
let chen: Visitor;
/** The same person at another computer. */
let elsewhere: Visitor;
let keeper: Visitor;

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(), launchBrowser()]);
  chen = await visit(browser, server);
  await signIn(chen, 'duchashi');
  elsewhere = await visit(browser, server);
  await signIn(elsewhere, 'duchashi');
  keeper = await visit(browser, server);
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await shoot(chen.page, `failed-${task.name}`, 'desk');
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const bell = ({ page }: Visitor, unread: string) => page.getByRole('link', { name: `通知，${unread}` });

describe('notifications', () => {
  it('come to every computer of the person without a reload, and are read on all of them', async () => {
    // The demonstration's own report was imported in this person's name.
    await bell(chen, '1 条未读').waitFor();
    await elsewhere.page.goto('/notifications');
    await elsewhere.page.getByRole('button', { name: '全部标为已读' }).click();
    await bell(chen, '没有未读').waitFor();
    await elsewhere.page.getByText('未读', { exact: true }).click();
    await elsewhere.page.getByText('没有未读通知').waitFor();
    expect(await faultsOf(elsewhere.page, 'notifications-none')).toEqual([]);
    await elsewhere.page.getByText('全部', { exact: true }).click();
    const file = { name: '报告.txt', mimeType: 'text/plain', buffer: Buffer.from(REPORT_2025.join('\n')) };
    await sendFile(chen.page, file);
    await bell(chen, '1 条未读').waitFor();
    await bell(elsewhere, '1 条未读').waitFor();
    await elsewhere.page.getByRole('main').getByText('“报告.txt”已导入并分解').waitFor();
    expect(await faultsOf(elsewhere.page, 'notifications')).toEqual([]);
    // Its link leads to the matter and reads it; the other computer hears of that.
    await elsewhere.page.getByRole('link', { name: /未读：\s*报告已导入/ }).click();
    await elsewhere.page.waitForURL(/\/reports\/[0-9a-f-]+$/);
    await bell(chen, '没有未读').waitFor();
    await elsewhere.page.goto('/notifications');
    await elsewhere.page.getByRole('button', { name: '归档' }).first().click();
    await elsewhere.page.getByRole('main').getByText('“报告.txt”已导入并分解').waitFor({ state: 'detached' });
    await elsewhere.page.getByText('已归档', { exact: true }).click();
    await elsewhere.page.getByRole('main').getByText('“报告.txt”已导入并分解').waitFor();
  });

  it('are told as the person wants', async () => {
    const { page } = elsewhere;
    await page.getByRole('link', { name: '通知设置' }).click();
    await page.getByRole('button', { name: '保存' }).waitFor();
    await page.getByRole('checkbox', { name: /每天 08:30/ }).uncheck();
    expect(await faultsOf(page, 'notification-preferences')).toEqual([]);
    await page.getByLabel('时间').click();
    await page.locator('.ant-select-item-option-content').getByText('09:00').click();
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByText('已保存').waitFor();
    await page.reload();
    await page.locator('.ant-select').filter({ hasText: '09:00' }).waitFor();
  });

  it('leave the house by robots, and the administrator sees what became of them', async () => {
    const { page } = keeper;
    await page.goto('/sign-in?next=/delivery');
    await giveNameAndPassword(page, 'guanli');
    await page.getByRole('button', { name: '添加机器人' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('名称').fill('督查工作群');
    await dialog.getByLabel('Webhook 地址').fill('http://127.0.0.1:9/send?key=abc');
    expect(await faultsOf(page, 'robot', '[role="dialog"]')).toEqual([]);
    await dialog.getByRole('button', { name: '保存' }).click();
    await page.getByRole('button', { name: '发测试消息' }).click();
    await page.getByText('不在外联地址表中').waitFor();
    expect(await faultsOf(page, 'delivery')).toEqual([]);
    await page.getByRole('button', { name: '重新发送' }).click();
    await page.getByText('已重新排队发送').waitFor();
    await page.getByText('不在外联地址表中').waitFor();
  });

  it('and nothing went wrong behind the page', () => {
    expect([chen, elsewhere, keeper].flatMap(({ problems }) => problems)).toEqual([]);
  });
});
