import type { MeasureRow, MeasureRows } from '@luoshi/server/modules/reports/contract';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { aspectNames, boundNames, kindNames, partNames } from '../apps/web/src/features/reports/words.ts';
import { launchBrowser } from './browser.ts';
import { faultsOf } from './checks.ts';
import { csvRows, download, sheetRows } from './exports.ts';
import { choose, sendFile, shoot, signIn, type Visitor, visit } from './page.ts';
import { REPORT_2025, REPORT_2025_AMENDED, reportDocx } from './report.ts';
import { type Server, startServer } from './server.ts';
import { Workbench } from './workbench.ts';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
let server: Server;
let browser: Browser;
let visitor: Visitor;

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(), launchBrowser()]);
  visitor = await visit(browser, server);
  await signIn(visitor, 'duchashi');
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

describe('measures page', () => {
  it('shows every figure of the report, page by page', async () => {
    const { page } = visitor;
    await page.getByRole('link', { name: '数据项' }).click();
    await page.getByRole('heading', { name: '数据项' }).waitFor();
    const all = await asked('');
    await page.getByText(`共 ${all.length} 个数据项`).waitFor();
    const wanted = all.map(asShown);
    for (let number = 1; (number - 1) * 100 < all.length; number++) {
      if (number > 1) await page.getByRole('listitem', { name: String(number), exact: true }).click();
      await expect.poll(() => rowsShown()).toEqual(wanted.slice((number - 1) * 100, number * 100));
    }
  });

  it('filters by part, nature, indicator and region, and exports the rows that are shown', async () => {
    const { page } = visitor;
    await page.getByRole('button', { name: /^工作回顾 \d+$/ }).click();
    await page.getByLabel('指标').fill('失业率');
    await page.waitForURL((url) => url.searchParams.get('indicator') === '失业率');
    await compare('?part=review&indicator=失业率');

    await page.getByRole('button', { name: '清除条件' }).click();
    await page.getByRole('button', { name: /^重点工作 \d+$/ }).click();
    await choose(page, page.getByLabel('性质'), '目标');
    await page.getByLabel('在原文句中查找').fill('算力');
    await page.waitForURL((url) => url.searchParams.get('q') === '算力');
    await compare('?part=plan&kind=target&q=算力');
    expect.soft(await faultsOf(page, 'measures-filtered')).toEqual([]);

    await page.getByRole('button', { name: '清除条件' }).click();
    await page.getByLabel('范围（地区、单位）').click();
    const option = page.locator('.ant-select-dropdown:visible .ant-select-item-option').first();
    const scope = ((await option.textContent()) ?? '').replace(/（\d+）$/, '');
    await option.click();
    await compare(`?region=${scope}`);
  });

  it('keeps the filter in the address, so that a link shows the same rows', async () => {
    const { page } = visitor;
    await page.getByRole('button', { name: '清除条件' }).click();
    await page.getByLabel('指标').fill('就业');
    await page.waitForURL((url) => url.searchParams.get('indicator') === '就业');
    const before = (await asked('?indicator=就业')).map(asShown);
    await expect.poll(() => rowsShown()).toEqual(before);
    await page.reload();
    await expect.poll(() => rowsShown()).toEqual(before);
    await page.getByLabel('指标').fill('没有这样的指标');
    await page.getByText('没有符合条件的数据项').waitFor();
    await shoot(page, 'measures-none');
  });
});

/** Both exports hold the rows that the page shows, which are the ones that the filter asks for. */
async function compare(filter: string): Promise<void> {
  const { page } = visitor;
  const rows = await asked(filter);
  expect(rows.length, filter).toBeGreaterThan(0);
  await page.getByText(`共 ${rows.length} 个数据项`).waitFor();
  expect(await rowsShown()).toEqual(rows.map(asShown));
  const wanted = rows.map(asExported);
  const xlsx = await download(page, page.getByRole('link', { name: '导出 Excel' }));
  expect(xlsx.name).toMatch(/数据项\.xlsx$/);
  const sheet = await sheetRows(xlsx.bytes, '所在部分');
  expect(sheet.map(({ cells }) => cells)).toMatchObject(wanted);
  expect(sheet.map(({ link }) => link)).toEqual(rows.map(({ reference }) => `${server.url}/sources/${reference}`));
  const csv = await download(page, page.getByRole('link', { name: '导出 CSV' }));
  expect(csv.name).toMatch(/数据项\.csv$/);
  // Without this mark Excel takes UTF-8 for the old encoding.
  expect(csv.bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
  expect(csvRows(csv.bytes)).toMatchObject(wanted);
}

async function asked(filter: string): Promise<MeasureRow[]> {
  const id = new URL(visitor.page.url()).pathname.split('/')[2];
  const answer = await visitor.page.request.get(`/api/reports/${id}/measures${filter}`);
  return ((await answer.json()) as z.infer<typeof MeasureRows>).rows;
}

async function rowsShown(): Promise<string[][]> {
  return visitor.page
    .locator('tbody tr')
    .evaluateAll((lines) => lines.map((line) => [...line.children].map((cell) => cell.textContent ?? '')));
}

function asShown(row: MeasureRow): string[] {
  const bound = row.bound === 'eq' ? '' : boundNames[row.bound];
  const down = row.direction === 'down' && row.aspect !== 'level' ? '下降' : '';
  return [
    row.indicator || '未识别',
    `${bound}${down}${row.value === null ? row.raw : `${row.raw}${row.unit}`}`,
    aspectNames[row.aspect],
    kindNames[row.kind],
    row.scope || '全域',
    row.period,
    partNames[row.part],
    `第${row.sentenceNumber}句${row.sentenceText}`,
  ];
}

function asExported(row: MeasureRow): Record<string, string> {
  return {
    指标: row.indicator,
    原文数字: row.raw,
    数值: row.value === null ? '' : String(row.value),
    单位: row.unit,
    范围: row.scope,
    时期: row.period,
    原文: row.sentenceText,
    原文出处: row.reference,
  };
}

describe('a second version of a report', () => {
  let report: string;

  it('carries the decisions over', async () => {
    const { page } = visitor;
    const work = new Workbench(page);
    await importReport(REPORT_2025, '审议稿');
    await work.opened();
    // Decided one by one, of every kind, so that each has something to carry over.
    await work.goTo('年内完成东清高速');
    await page.keyboard.press('s');
    await page.getByRole('button', { name: /^拆成 \d 项$/ }).waitFor();
    await page.keyboard.press('Enter');
    await work.goTo('加快推进南屏客运枢纽');
    await page.keyboard.press('1');
    await work.goTo('建成产地冷藏保鲜设施');
    await page.keyboard.press('1');
    await work.goTo('改造城镇老旧小区');
    await page.keyboard.press('m');
    await work.goTo('目标催人奋进');
    await page.keyboard.press('x');
    await page.getByRole('dialog').getByRole('button', { name: '结束语' }).click();
    const before = await work.sum();
    expect(before).toMatchObject({ single: 3, split: 1, merged: 1, none: 1 });

    await importReport(REPORT_2025_AMENDED, '修改稿');
    await work.opened();
    report = new URL(page.url()).pathname.replace('/review', '');
    const after = await work.sum();
    // One sentence more, one less; what was decided stands, also where a figure changed or a sentence moved.
    expect(after).toEqual(before);
    expect(await work.disposition('新建改建农村公路260公里')).toBe('split');
    expect(await work.disposition('加快推进南屏客运枢纽')).toBe('single');
    expect(await work.disposition('扶持壮大村级集体经济组织')).toBe('pending');
    expect(await work.disposition('改造城镇老旧小区')).toBe('single');
    expect(await work.disposition('新改扩建中小学校')).toBe('merged');
    await shoot(page, 'review-second-version');
  });

  it('lists what moved, changed, came and went', async () => {
    const { page } = visitor;
    await page.goto('/reports');
    await page.getByRole('link', { name: '版本对比' }).click();
    await page.getByRole('heading', { name: '版本对比' }).waitFor();
    expect(new URL(page.url()).pathname).toBe(`${report}/changes`);
    await page.getByRole('row').nth(1).waitFor();
    const rows = await page
      .locator('tbody tr')
      .evaluateAll((lines) => lines.map((line) => [...line.children].map((cell) => cell.textContent ?? '')));
    const of = (words: string) => rows.filter((row) => row.join('').includes(words));
    expect(rows).toHaveLength(4);
    const [changed] = of('农村公路');
    expect(changed?.[1]).toContain('240公里');
    expect(changed?.[2]).toContain('260公里');
    expect(changed?.[3]).toBe('已沿用');
    const [moved] = of('南屏客运枢纽');
    expect(moved?.[0]).toMatch(/移/);
    expect(moved?.[3]).toBe('已沿用');
    const [added] = of('村级集体经济');
    expect(added?.[1]).toBe('');
    const [removed] = of('民生实事清单');
    expect(removed?.[2]).toBe('');
    expect.soft(await faultsOf(page, 'changes')).toEqual([]);
    // The figure that changed is marked as such.
    await expect.poll(() => page.locator('tbody del').allTextContents()).toContain('240');
    await expect.poll(() => page.locator('tbody ins').allTextContents()).toContain('260');
  });

  it('keeps the first version to look at, not to work on', async () => {
    const { page } = visitor;
    await page.goto('/reports');
    await page.getByRole('list', { name: '较早的版本' }).waitFor();
    expect.soft(await faultsOf(page, 'reports-versions')).toEqual([]);
    await page.getByRole('list', { name: '较早的版本' }).getByRole('link').click();
    await page.getByText('这是较早的版本').waitFor();
    await page.getByRole('heading', { name: '版本' }).waitFor();
    expect.soft(await faultsOf(page, 'report-old-version')).toEqual([]);
  });

  it('raised no error, broke no content policy, and asked for nothing that failed', () => {
    expect(visitor.problems).toEqual([]);
  });
});

async function importReport(lines: readonly string[], label: string): Promise<void> {
  const { page } = visitor;
  await page.goto('/reports');
  const dialog = await sendFile(
    page,
    { name: `2025年政府工作报告（${label}）.docx`, mimeType: DOCX, buffer: await reportDocx(lines) },
    label,
  );
  await dialog.getByRole('link', { name: '开始核对任务分解' }).click();
}
