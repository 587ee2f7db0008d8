import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { provideChineseFont } from './fonts.ts';
import { PASSWORD, type Server } from './server.ts';

const out = join(import.meta.dirname, 'out');
export const DESK = { width: 1366, height: 768 };
export const PHONE = { width: 390, height: 844 };

export interface Visitor {
  context: BrowserContext;
  page: Page;
  /** What a user would not see but that is wrong: errors in the console, refused by the content policy, failed requests. */
  problems: string[];
  /** Answers of the server that this test provokes, as "409 /api/breakdowns". */
  expected: string[];
}

/** A person at a computer of an office: 1366×768, Chinese, Beijing time. Close its context when done. */
export async function visit(browser: Browser, server: Server): Promise<Visitor> {
  const context = await browser.newContext({
    baseURL: server.url,
    viewport: DESK,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    acceptDownloads: true,
  });
  context.setDefaultTimeout(20_000);
  await provideChineseFont(context);
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) =>
      console.error(`content policy: ${event.violatedDirective} refused ${event.blockedURI || event.sample}`),
    );
  });
  const problems: string[] = [];
  const expected: string[] = [];
  context.on('page', (page) => watch(page, problems, expected));
  return { context, page: await context.newPage(), problems, expected };
}

function watch(page: Page, problems: string[], expected: string[]): void {
  page.on('console', (message) => {
    // What failed to load is told with its address below.
    if (['error', 'warning'].includes(message.type()) && !message.text().startsWith('Failed to load resource'))
      problems.push(`console ${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => problems.push(`error: ${error.message}`));
  page.on('requestfailed', (request) => {
    const why = request.failure()?.errorText ?? '';
    // Leaving a page stops what it was still asking for, and a download is not a page.
    if (why !== 'net::ERR_ABORTED') problems.push(`${why} ${request.url()}`);
  });
  page.on('response', (response) => {
    if (response.status() < 400) return;
    const answer = `${response.status()} ${new URL(response.url()).pathname}`;
    // Before signing in the page asks who is there and is told nobody.
    if (![...expected, '401 /api/session'].some((start) => answer.startsWith(start))) problems.push(answer);
  });
}

/** Signs in through the page and waits for the frame of one's first page. */
export async function signIn({ page }: Visitor, account: string): Promise<void> {
  await page.goto('/sign-in');
  await giveNameAndPassword(page, account);
  await page.getByRole('button', { name: /账号菜单/ }).waitFor();
}

export async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: /账号菜单/ }).click();
  await page.getByRole('menuitem', { name: '退出登录' }).click();
  await page.getByRole('button', { name: '登录', exact: true }).waitFor();
}

/** The server lets an address try ten times a minute; all these people sit at one. */
const TRIES = 10;
const tries: number[] = [];

/** Waits until another try to sign in will be heard. */
async function tryAllowed(): Promise<void> {
  const oldest = tries.at(-TRIES);
  if (oldest !== undefined) await pause(Math.max(0, oldest + 61_000 - Date.now()));
  tries.push(Date.now());
}

/** The first step of signing in, on the page or in the dialog over it. */
export async function giveNameAndPassword(within: Page | Locator, account: string, password = PASSWORD): Promise<void> {
  const name = within.getByLabel('账号', { exact: true });
  if (await name.isEditable()) await name.fill(account);
  await within.getByLabel('密码', { exact: true }).fill(password);
  await tryAllowed();
  await within.getByRole('button', { name: '登录', exact: true }).click();
}

/** Chooses a file in the import dialog and sends it; the dialog then shows how it ends. */
export async function sendFile(
  page: Page,
  file: { name: string; mimeType: string; buffer: Buffer } | string,
  versionLabel = '审议稿',
): Promise<Locator> {
  const dialog = await chooseFile(page, file);
  await choose(page, dialog.getByLabel('发文机关'), '河湟市人民政府');
  await dialog.getByLabel('版本名称').fill(versionLabel);
  await dialog.getByLabel('我确认这份材料不涉及国家秘密').check();
  await dialog.getByRole('button', { name: '上传并分解' }).click();
  return dialog;
}

/** Opens the import dialog on the reports page and picks a file with its file picker. */
export async function chooseFile(
  page: Page,
  file: { name: string; mimeType: string; buffer: Buffer } | string,
): Promise<Locator> {
  await page.getByRole('button', { name: '导入报告' }).first().click();
  const dialog = page.getByRole('dialog', { name: '导入政府工作报告' });
  const [picker] = await Promise.all([page.waitForEvent('filechooser'), dialog.getByLabel('选择报告文件').click()]);
  await picker.setFiles(file);
  return dialog;
}

/** Chooses in a list that opens below its field. */
export async function choose(page: Page, field: Locator, option: string): Promise<void> {
  await field.click();
  await page.locator('.ant-select-dropdown:visible').getByText(option, { exact: true }).click();
}

/** The picture of the page as it stands at both widths, under e2e/out/. Leaves the page at its office width. */
export async function shoot(page: Page, name: string, at: 'both' | 'desk' = 'both'): Promise<void> {
  await settled(page);
  await picture(page, name);
  if (at === 'desk') return;
  await page.setViewportSize(PHONE);
  await settled(page);
  await picture(page, `${name}-phone`);
  await page.setViewportSize(DESK);
  await settled(page);
}

/** A picture of what the window shows, under e2e/out/. */
export async function picture(page: Page, name: string): Promise<void> {
  mkdirSync(out, { recursive: true });
  await page.screenshot({ path: join(out, `${name}.png`) });
}

/** Fonts are there and nothing moves any more. */
export async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready;
    const moving = document.getAnimations().filter((one) => one.effect?.getComputedTiming().iterations !== Infinity);
    await Promise.allSettled(moving.map((one) => one.finished));
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  });
}
