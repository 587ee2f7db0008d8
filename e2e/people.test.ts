import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { workbookBuffer } from '../packages/documents/src/index.ts';
import { launchBrowser } from './browser.ts';
import { faultsOf } from './checks.ts';
import { choose, signIn, type Visitor, visit } from './page.ts';
import { type Server, startServer } from './server.ts';

let server: Server;
let browser: Browser;
let administrator: Visitor;
beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(), launchBrowser()]);
  administrator = await visit(browser, server);
  await signIn(administrator, 'guanli');
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

test('a unit is renamed from a day on, and both days show their own name', async () => {
  const { page } = administrator;
  await page.goto('/organisations');
  await page.getByRole('list', { name: '单位' }).waitFor();
  expect(await faultsOf(page, 'people-organisations')).toEqual([]);
  await page.getByLabel('名称、拼音或首字母').fill('dysfzggj');
  await page.getByRole('status').getByText('共 0 个单位').or(page.getByText('没有符合的单位')).waitFor();
  await page.getByLabel('名称、拼音或首字母').fill('dyqnync');
  await page.getByRole('link', { name: '东塬区农业农村局' }).click();
  await page.getByRole('heading', { name: '沿革' }).waitFor();
  await page.getByRole('button', { name: '更名' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('新名称').fill('东塬区农牧局');
  await dialog.getByLabel('新简称').fill('东塬区农牧局');
  await dialog.getByLabel('生效日期').fill('2026-02-01');
  await dialog.getByLabel('理由或依据').fill('机构改革');
  expect(await faultsOf(page, 'people-rename', '[role=dialog]')).toEqual([]);
  await dialog.getByRole('button', { name: /确\s*定/ }).click();
  await page.getByRole('heading', { name: '东塬区农牧局', level: 1 }).waitFor();
  await page.getByText('机构改革').waitFor();
  expect(await faultsOf(page, 'people-organisation')).toEqual([]);
  const address = page.url().split('?')[0]!;
  await page.goto(`${address}?on=2026-01-31`);
  await page.getByRole('heading', { name: '东塬区农业农村局', level: 1 }).waitFor();
});

test('somebody gets a post, and it works once the security administrator has granted it', async () => {
  const { page } = administrator;
  await page.goto('/people');
  await page.getByRole('table').waitFor();
  expect(await faultsOf(page, 'people-people')).toEqual([]);
  await page.getByRole('button', { name: '登记人员' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('姓名').fill('试用人');
  await dialog.getByLabel('所在单位').fill('市czj');
  await choose(page, dialog.getByLabel('所在单位'), '市财政局');
  await dialog.getByLabel('电话').fill('13900001234');
  await dialog.getByLabel('理由或依据').fill('新到任');
  await dialog.getByRole('button', { name: /登\s*记/ }).click();
  await page.getByRole('heading', { name: '试用人', level: 1 }).waitFor();
  await page.getByText('139****1234').waitFor();
  await page.getByRole('button', { name: /显示电话和邮箱/ }).click();
  await page.getByText('13900001234').waitFor();
  await page.getByRole('button', { name: '增加岗位' }).click();
  await dialog.getByLabel('职务').fill('科员');
  await choose(page, dialog.getByLabel('角色'), '填报员');
  await dialog.getByLabel('理由或依据').fill('新到任');
  await dialog.getByRole('button', { name: /确\s*定/ }).click();
  await page.getByText('待授权').first().waitFor();
  expect(await faultsOf(page, 'people-person')).toEqual([]);
  const guard = await visit(browser, server);
  await signIn(guard, 'anquan');
  await guard.page.goto('/grants');
  await guard.page.getByLabel('选择试用人 科员').check();
  expect(await faultsOf(guard.page, 'people-grants')).toEqual([]);
  await guard.page.getByRole('button', { name: '授权（1）', exact: true }).click();
  await guard.page.getByRole('dialog').getByLabel('理由').fill('符合岗位');
  await guard.page
    .getByRole('dialog')
    .getByRole('button', { name: /授\s*权/ })
    .click();
  await guard.page.getByText('没有等待授权的').waitFor();
  expect(guard.problems).toEqual([]);
  await guard.context.close();
  await page.reload();
  await page.getByText('已授权').first().waitFor();
});

test('a workbook with a mistake shows where it is; the right one is applied', async () => {
  const { page } = administrator;
  await page.goto('/people');
  await page.getByRole('button', { name: '导入导出' }).click();
  const dialog = page.getByRole('dialog');
  const columns = ['人员编号', '姓名', '所在单位代码', '电话', '邮箱'].map((header) => ({ header, width: 12 }));
  const workbook = (phone: string) =>
    workbookBuffer({ title: '人员', sheets: [{ name: '人员', columns, rows: [['T-1', '表中人', 'D10', phone, '']] }] });
  const send = async (phone: string) => {
    const mimeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
    await dialog
      .getByLabel('选择 .xlsx 文件')
      .setInputFiles({ name: '人员.xlsx', mimeType, buffer: await workbook(phone) });
    await dialog.getByRole('button', { name: /预检/ }).click();
  };
  expect(await faultsOf(page, 'people-import', '[role=dialog]')).toEqual([]);
  await send('12');
  await dialog.getByText('有 1 处要改').waitFor();
  expect(await faultsOf(page, 'people-import-problems', '[role=dialog]')).toEqual([]);
  await dialog.getByRole('button', { name: '换一个文件' }).click();
  await send('13900005678');
  await dialog.getByText('新增人员 表中人').waitFor();
  await dialog.getByRole('button', { name: '按预检结果导入' }).click();
  await dialog.getByText('导入完成').waitFor();
  await dialog
    .getByRole('button', { name: /^关\s*闭$/ })
    .last()
    .click();
  await page.getByLabel('姓名、拼音或编号').fill('bzr');
  await page.getByRole('link', { name: '表中人' }).waitFor();
});

test('organs are listed with their prefixes, the district has its own', async () => {
  const { page, problems } = administrator;
  await page.goto('/organs');
  await page.getByText('塬政督').first().waitFor();
  expect(await faultsOf(page, 'people-organs')).toEqual([]);
  expect(problems).toEqual([]);
});
