import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from './browser.ts';
import { faultsOf } from './checks.ts';
import { giveNameAndPassword, type Visitor, visit } from './page.ts';
import { type Server, startServer } from './server.ts';

let server: Server;
let browser: Browser;
let auditor: Visitor;
beforeAll(async () => {
  server = await startServer();
  browser = await launchBrowser();
  auditor = await visit(browser, server);
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

test('the audit administrator sees that the record holds, finds an event and what it changed', async () => {
  const { page } = auditor;
  await page.goto('/sign-in?next=/record');
  await giveNameAndPassword(page, 'shenji');
  const standing = page.getByRole('region', { name: '核对情况' });
  await standing.getByRole('button', { name: '核对留痕' }).click();
  await standing.getByText('一致').waitFor();
  expect(await faultsOf(page, 'record')).toEqual([]);
  await page
    .getByRole('row', { name: /上传报告/ })
    .getByRole('button', { name: '上传报告' })
    .click();
  const detail = page.getByRole('dialog');
  await detail.getByText('入链时间').waitFor();
  expect(await detail.innerText()).toContain('已确认不涉密');
  await page.keyboard.press('Escape');
  await page.getByLabel('人员（姓名或拼音首字母）').fill('zs');
  await expect.poll(() => page.getByRole('row', { name: /上传报告/ }).count()).toBe(0);
  expect(auditor.problems.filter((one) => !one.includes('Permissions-Policy'))).toEqual([]);
});
