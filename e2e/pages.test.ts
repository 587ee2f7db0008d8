import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from './browser.ts';
import { faultsOf } from './checks.ts';
import { signIn, type Visitor, visit } from './page.ts';
import { type Server, startServer } from './server.ts';

let server: Server;
let browser: Browser;
let visitor: Visitor;

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(), launchBrowser()]);
  visitor = await visit(browser, server);
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

/** Every page, in Chinese, whole at both widths, accessible, marked as a demonstration. */
describe('every page', () => {
  it('sign-in', async () => {
    const { page } = visitor;
    await page.goto('/');
    await page.getByRole('button', { name: '登录' }).waitFor();
    await examine('sign-in');
    await page.getByRole('button', { name: '登录' }).click();
    await page.getByText('请填写账号').waitFor();
    await examine('sign-in-refused');
    await signIn(visitor, 'duchashi');
  });

  it('reports, with the import dialog', async () => {
    const { page } = visitor;
    await page.goto('/reports');
    await page.getByRole('link', { name: '核对任务分解' }).waitFor();
    await examine('reports');
    await page.getByRole('button', { name: '导入报告' }).click();
    await page.getByRole('button', { name: '上传并分解' }).waitFor();
    await examine('import', '[role="dialog"]');
  });

  it('report', async () => {
    const { page } = visitor;
    await page.goto('/reports');
    await page
      .getByRole('heading', { name: /政府工作报告/ })
      .getByRole('link')
      .click();
    await page.getByRole('link', { name: '开始核对' }).waitFor();
    await examine('report');
  });

  it('review workbench, with its figures explained, its help and its dialogs', async () => {
    const { page } = visitor;
    await page.getByRole('link', { name: '开始核对' }).click();
    await page.getByRole('region', { name: '对账' }).waitFor();
    await examine('review');
    await page.locator('mark[data-measure]').first().focus();
    await page.getByRole('tooltip').waitFor();
    await examine('review-figure', '[role="tooltip"]');
    await page.keyboard.press('Escape');
    for (const [key, title, name] of [
      ['?', '按键说明', 'review-help'],
      ['x', '不立项', 'review-reject'],
      ['b', '批量接受系统建议', 'review-bulk'],
    ] as const) {
      await page.keyboard.press(key);
      await page.getByRole('dialog', { name: title }).waitFor();
      await examine(name, '[role="dialog"]');
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
    }
  });

  it('measures', async () => {
    const { page } = visitor;
    await page.goto('/reports');
    await page.getByRole('link', { name: '数据项' }).click();
    await page.getByRole('row').nth(20).waitFor();
    await examine('measures');
  });

  it('source of a figure', async () => {
    const { page } = visitor;
    await page
      .getByRole('row')
      .nth(3)
      .getByRole('link', { name: /第\d+句/ })
      .click();
    await page.getByRole('heading', { name: /原文出处/ }).waitFor();
    await examine('source');
  });

  it('changes between versions, when there is only one', async () => {
    const { page } = visitor;
    await page.goto(`${await reportAddress()}/changes`);
    await page.getByText('这是第一个版本').waitFor();
    await examine('changes-none');
  });

  it('supervision ledger, still empty', async () => {
    const { page } = visitor;
    await page.goto('/ledgers/supervision');
    await page.getByText('台账上还没有事项').waitFor();
    await examine('ledger-empty');
  });

  it('an address that does not exist', async () => {
    const { page } = visitor;
    visitor.expected.push('404 /api/sources/');
    await page.goto('/nowhere');
    await page.getByRole('link', { name: /报告/ }).first().waitFor();
    await examine('not-found');
    await page.goto('/sources/R1999-1-S001');
    await page.getByText('没有找到，或不在您的范围内').waitFor();
    await examine('source-unknown');
  });

  it('raised no error, broke no content policy, and asked for nothing that failed', () => {
    expect(visitor.problems).toEqual([]);
  });
});

async function examine(name: string, within?: string): Promise<void> {
  expect.soft(await faultsOf(visitor.page, name, within)).toEqual([]);
}

async function reportAddress(): Promise<string> {
  const answer = await visitor.page.request.get('/api/reports');
  const { reports } = (await answer.json()) as { reports: { id: string }[] };
  return `/reports/${reports[0]?.id}`;
}
