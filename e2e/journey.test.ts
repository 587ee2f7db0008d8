import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from './browser.ts';
import { faultsOf } from './checks.ts';
import { issueAndExport } from './issue-and-export.ts';
import { sendFile, shoot, signIn, type Visitor, visit } from './page.ts';
import { REPORT_2025, reportDocx } from './report.ts';
import { type Server, startServer } from './server.ts';
import { type Sum, Workbench } from './workbench.ts';

let server: Server;
let browser: Browser;
/** 陈督 and 李察 of the supervision office, at two computers. */
let chen: Visitor;
let li: Visitor;
let work: Workbench;
/** /reports/<id> of the report that is imported here. */
let report: string;

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(), launchBrowser()]);
  chen = await visit(browser, server);
  work = new Workbench(chen.page);
  await signIn(chen, 'duchashi');
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await shoot(chen.page, `failed-${task.name}`, 'desk');
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

describe('a report becomes a ledger', () => {
  it('imports a Word file through the file picker and says how far it is', async () => {
    const { page } = chen;
    const dialog = await sendFile(page, {
      name: '河湟市2025年政府工作报告.docx',
      mimeType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      buffer: await reportDocx(REPORT_2025),
    });
    await dialog.getByRole('progressbar', { name: '导入进度' }).waitFor();
    await shoot(page, 'journey-importing', 'desk');
    await dialog.getByText('导入完成').waitFor();
    await shoot(page, 'journey-imported');
    await dialog.getByRole('link', { name: '开始核对任务分解' }).click();
    await work.opened();
    report = new URL(page.url()).pathname.replace('/review', '');
    const sum = await work.sum();
    expect(sum).toMatchObject({ single: 0, split: 0, merged: 0, none: 0, items: 0, pending: sum.sentences });
    expect(sum.sentences).toBe(await page.locator('[data-sentence]').count());
    for (const words of ['2025年主要预期目标', '新建改建农村公路', '让我们携手前行'])
      expect(await work.line(words).count(), words).toBe(1);
  });

  it('says that a file is there already, and opens it', async () => {
    const { page } = chen;
    await page.goto('/reports');
    const dialog = await sendFile(page, 'cities/demo/report.txt');
    await dialog.getByText('这份文件以前导入过').waitFor();
    await shoot(page, 'journey-duplicate');
    await dialog.getByRole('link', { name: '打开已有报告' }).click();
    await page.getByRole('heading', { name: /2026年政府工作报告/ }).waitFor();
    await page.goto('/reports');
    await expect.poll(() => page.getByRole('article').count()).toBe(2);
  });
});

describe('review by keyboard alone', () => {
  let before: Sum;

  it('accepts a sentence, and goes to the next', async () => {
    await chen.page.goto(`${report}/review`);
    await work.opened();
    await work.goTo('地区生产总值增长5%左右');
    before = await work.sum();
    await chen.page.keyboard.press('a');
    // A targets sentence promises one thing a clause: each becomes an item.
    expect(await work.changed(before)).toEqual({ split: 1, pending: -1, items: 4 });
    await expect.poll(() => work.current().textContent()).toContain('2025年重点工作');
    expect(await work.disposition('地区生产总值增长5%左右')).toBe('split');
  });

  it('chooses a proposed lead by its digit and adds a second one', async () => {
    await work.goTo('上半年谋划储备');
    const [first = '', second = ''] = await work.proposedLeads();
    expect(first).toContain('发展改革');
    before = await work.sum();
    await chen.page.keyboard.press('2');
    expect(await work.changed(before)).toEqual({ single: 1, pending: -1, items: 1 });
    await expect.poll(() => work.line('上半年谋划储备').textContent()).toContain(`牵头：${second}`);
    await chen.page.keyboard.press('Shift+Digit1');
    await expect.poll(() => work.line('上半年谋划储备').textContent()).toContain(`牵头：${second}、${first}`);
    expect(await work.changed(before)).toEqual({ single: 1, pending: -1, items: 1 });
    // The words say by when.
    await expect.poll(() => work.panel().getByLabel('完成时限').inputValue()).toBe('2025-06-30');
    await shoot(chen.page, 'journey-two-leads');
  });

  it('splits at a clause', async () => {
    const { page } = chen;
    await work.goTo('年内完成东清高速');
    before = await work.sum();
    await page.keyboard.press('s');
    await page.getByRole('button', { name: '拆成 3 项' }).waitFor();
    // The second of the suggested cuts is taken back.
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: '拆成 2 项' }).waitFor();
    await shoot(page, 'journey-splitting');
    await page.keyboard.press('Enter');
    expect(await work.changed(before)).toEqual({ split: 1, pending: -1, items: 2 });
    await expect.poll(() => work.items().count()).toBe(2);
    await expect.poll(() => work.items().nth(1).textContent()).toContain('实施危桥改造12座');
    await shoot(page, 'journey-split');
  });

  it('merges with the next sentence', async () => {
    await work.goTo('南屏客运枢纽选址');
    before = await work.sum();
    await chen.page.keyboard.press('m');
    expect(await work.changed(before)).toEqual({ single: 1, merged: 1, pending: -2, items: 1 });
    expect(await work.disposition('同步完善沿线')).toBe('merged');
    await expect.poll(() => work.items().first().textContent()).toContain('同步完善沿线交通安全设施');
  });

  it('takes no item up, with a reason chosen or written', async () => {
    const { page } = chen;
    await work.goTo('让群众的日子');
    before = await work.sum();
    await page.keyboard.press('x');
    const digit = await page
      .getByRole('dialog')
      .getByRole('button', { name: '号召性表述' })
      .locator('kbd')
      .textContent();
    await page.keyboard.press(digit ?? '');
    expect(await work.changed(before)).toEqual({ none: 1, pending: -1 });
    await expect.poll(() => work.line('让群众的日子').textContent()).toContain('不立项：号召性表述');
    await work.goTo('目标催人奋进');
    await page.keyboard.press('x');
    const own = page.getByRole('dialog').getByLabel('其他理由');
    await own.waitFor();
    for (let tab = 0; tab < 20 && !(await own.evaluate((field) => field === document.activeElement)); tab++)
      await page.keyboard.press('Tab');
    await page.keyboard.type('只是过渡的话');
    await page.keyboard.press('Enter');
    expect(await work.changed(before)).toEqual({ none: 2, pending: -2 });
    await expect.poll(() => work.line('目标催人奋进').textContent()).toContain('不立项：只是过渡的话');
  });

  it('changes the wording while the original stays in sight', async () => {
    const { page } = chen;
    await work.goTo('建成产地冷藏保鲜设施');
    before = await work.sum();
    await page.keyboard.press('1');
    expect(await work.changed(before)).toEqual({ single: 1, pending: -1, items: 1 });
    await page.keyboard.press('e');
    await page.getByLabel('事项内容').waitFor();
    await expect.poll(() => work.panel().textContent()).toContain('原文 建成产地冷藏保鲜设施30座。');
    await page.keyboard.press('Control+a');
    await page.keyboard.type('建成并投用产地冷藏保鲜设施30座，优先布局在主产乡镇。');
    await shoot(page, 'journey-wording', 'desk');
    await page.keyboard.press('Control+Enter');
    await work.saved();
    await expect.poll(() => work.items().first().textContent()).toContain('优先布局在主产乡镇');
    await expect.poll(() => work.items().first().textContent()).toContain('原文 建成产地冷藏保鲜设施30座。');
    expect(await work.line('建成产地冷藏保鲜设施').textContent()).not.toContain('优先布局');
    expect(await work.changed(before)).toEqual({ single: 1, pending: -1, items: 1 });
  });

  it('sets the due date, a quarter node and a supporting unit, and undoes the last', async () => {
    const { page } = chen;
    before = await work.sum();
    const due = work.panel().getByLabel('完成时限');
    await page.keyboard.press('d');
    await expect.poll(() => due.evaluate((field) => field === document.activeElement)).toBe(true);
    await page.keyboard.press('Control+a');
    await page.keyboard.type('2025-10-31');
    await page.keyboard.press('Enter');
    await page.locator('.ant-picker-dropdown').waitFor({ state: 'hidden' });
    await expect.poll(() => due.inputValue()).toBe('2025-10-31');
    await work.leaveField();
    await page.keyboard.press('q');
    await page.getByLabel('一季度').waitFor();
    await expect.poll(() => page.getByLabel('一季度').evaluate((field) => field === document.activeElement)).toBe(true);
    await page.keyboard.type('完成选址');
    await page.keyboard.press('Tab');
    await page.keyboard.type('开工20座');
    await page.keyboard.press('Enter');
    await expect.poll(() => work.panel().getByRole('region', { name: '季度节点' }).textContent()).toContain('开工20座');
    await addSupport('czj');
    await shoot(page, 'journey-fields');
    await page.keyboard.press('u');
    await expect.poll(() => work.panel().getByText('市财政局').count()).toBe(0);
    await expect.poll(() => work.panel().getByLabel('完成时限').inputValue()).toBe('2025-10-31');
    await expect.poll(() => work.panel().getByRole('region', { name: '季度节点' }).textContent()).toContain('开工20座');
    expect(await work.changed(before)).toEqual({});
    await addSupport('czj');
  });

  async function addSupport(initials: string): Promise<void> {
    const { page } = chen;
    await page.keyboard.press('p');
    const field = work.panel().getByLabel('配合单位');
    await expect.poll(() => field.evaluate((it) => it === document.activeElement)).toBe(true);
    await page.keyboard.type(initials);
    await page.locator('.ant-select-dropdown:visible').getByText('市财政局').waitFor();
    await page.keyboard.press('Enter');
    await work.panel().getByText('市财政局').first().waitFor();
    await work.leaveField();
    await work.saved();
  }

  it('takes back a decision, and decides again', async () => {
    await work.goTo('目标催人奋进');
    before = await work.sum();
    await chen.page.keyboard.press('r');
    expect(await work.changed(before)).toEqual({ none: -1, pending: 1 });
    await chen.page.keyboard.press('Control+z');
    expect(await work.changed(before)).toEqual({});
    await expect.poll(() => work.line('目标催人奋进').textContent()).toContain('只是过渡的话');
  });

  it('loses nothing on a reload', async () => {
    const { page } = chen;
    const lines = () => page.locator('[data-sentence]').allTextContents();
    await work.goTo('建成产地冷藏保鲜设施');
    before = await work.sum();
    const linesBefore = await lines();
    const panelBefore = await work.panel().textContent();
    await page.reload();
    await work.opened();
    expect(await work.changed(before)).toEqual({});
    expect(await lines()).toEqual(linesBefore);
    expect(await work.panel().textContent()).toBe(panelBefore);
    await shoot(page, 'journey-reloaded', 'desk');
  });

  it('keeps words that were not saved yet through a reload', async () => {
    const { page } = chen;
    await work.goTo('新改扩建中小学校');
    await page.keyboard.press('1');
    await work.saved();
    await page.keyboard.press('e');
    await page.keyboard.press('End');
    await page.keyboard.type('秋季开学前投用。');
    await page.reload();
    await work.opened();
    await page.getByText('有未保存的修改').waitFor();
    await expect.poll(() => work.panel().textContent()).toContain('秋季开学前投用。');
    await page.getByRole('button', { name: '继续修改' }).click();
    await page.keyboard.press('Control+Enter');
    await work.saved();
    await expect.poll(() => work.items().first().textContent()).toContain('秋季开学前投用。');
  });
});

describe('two people at once', () => {
  const sentence = '更换老化燃气橡胶软管';

  it('tells the second person, and loses the work of neither', async () => {
    li = await visit(browser, server);
    li.expected.push('409 /api/breakdowns/');
    await signIn(li, 'duchashi2');
    const other = new Workbench(li.page);
    // What others change comes every few seconds; here it does not come before 李察 has decided.
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await li.page.route('**/changes?*', async (route) => {
      await held;
      await route.continue().catch(() => {});
    });
    await li.page.goto(`${report}/review`);
    await other.opened();
    await other.goTo(sentence);

    await work.goTo(sentence);
    const [first = '', second = ''] = await work.proposedLeads();
    await chen.page.keyboard.press('1');
    await work.saved();
    await chen.page.keyboard.press('e');
    await chen.page.keyboard.press('Control+a');
    await chen.page.keyboard.type('陈督改写：更换燃气软管2万户。');
    await chen.page.keyboard.press('Control+Enter');
    await work.saved();

    await li.page.keyboard.press('2');
    const notice = li.page.getByRole('alert', { name: '修改冲突' });
    await notice.waitFor();
    const told = await notice.textContent();
    expect(told).toContain('陈督');
    expect(told).toContain('陈督改写：更换燃气软管2万户。');
    expect(told).toContain(first);
    // What 李察 wanted is kept in words.
    expect(told).toContain(second);
    expect.soft(await faultsOf(li.page, 'conflict')).toEqual([]);

    await notice.getByRole('button', { name: '仍按我的处理' }).click();
    await notice.waitFor({ state: 'hidden' });
    await other.saved();
    release();
    // Both stand now: 李察's lead and 陈督's words, on both screens.
    for (const screen of [other, work]) {
      await expect.poll(() => screen.line(sentence).textContent()).toContain(second);
      await screen.goTo(sentence);
      await expect.poll(() => screen.items().first().textContent()).toContain('陈督改写');
    }
    expect(await other.sum()).toEqual(await work.sum());
  });

  it('shows each what the other does, without a reload', async () => {
    const other = new Workbench(li.page);
    await other.goTo('改造城镇老旧小区');
    await li.page.keyboard.press('a');
    await other.saved();
    await expect.poll(() => work.disposition('改造城镇老旧小区')).toBe('single');
    expect(await work.sum()).toEqual(await other.sum());
    expect(li.problems).toEqual([]);
    await li.context.close();
  });
});

issueAndExport(() => ({ server, chen, work, report }));
