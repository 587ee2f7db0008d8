import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { badFiles, largeFile } from './bad-files.ts';
import { launchBrowser } from './browser.ts';
import { faultsOf } from './checks.ts';
import { chooseFile, sendFile, shoot, signIn, type Visitor, visit } from './page.ts';
import { REPORT_2025 } from './report.ts';
import { type Server, startServer } from './server.ts';

let server: Server;
let browser: Browser;
let visitor: Visitor;
let folder: string;
/** The reports as the page lists them before anything bad is sent. */
let listed: string[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'luoshi-e2e-files-'));
  [server, browser] = await Promise.all([startServer(), launchBrowser()]);
  visitor = await visit(browser, server);
  await signIn(visitor, 'duchashi');
  await visitor.page.getByRole('article').first().waitFor();
  listed = await list();
});
beforeEach(async () => {
  // What the test before left open, if it failed.
  if (await visitor.page.getByRole('dialog').count()) await visitor.page.goto('/reports');
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
});

/** A clear message in Chinese, nothing half done, and the server answers. */
describe('a bad file', () => {
  for (const [index, file] of badFiles().entries())
    it(file.what, async () => {
      const { page } = visitor;
      const dialog = await sendFile(page, { name: file.name, mimeType: '', buffer: file.bytes });
      await dialog.getByText('没有导入', { exact: true }).waitFor();
      const said = (await dialog.getByRole('alert').textContent()) ?? '';
      expect(said).toContain(file.name);
      for (const words of file.says) expect(said).toMatch(words);
      await shoot(page, `bad-${String(index + 1).padStart(2, '0')}`, 'desk');
      await nothingHappened();
    });

  it('an empty file, before it is sent', async () => {
    const { page } = visitor;
    const dialog = await chooseFile(page, { name: '空.docx', mimeType: '', buffer: Buffer.alloc(0) });
    await refusedAtOnce(dialog.getByRole('alert'), /空/);
    expect.soft(await faultsOf(page, 'bad-empty')).toEqual([]);
    await nothingHappened();
  });

  it('a file of 60 MB, before it is sent', async () => {
    const { page } = visitor;
    const dialog = await chooseFile(page, await largeFile(folder));
    await refusedAtOnce(dialog.getByRole('alert'), /超过 50 MB/);
    await shoot(page, 'bad-large');
    await nothingHappened();
  });

  it('an empty file and one of 60 MB that reach the server all the same', async () => {
    for (const [size, status, says] of [
      [0, 400, /空|没有内容/],
      [60 * 1024 * 1024, 413, /50 MB/],
    ] as const) {
      const form = new FormData();
      form.set('organId', (await organs())[0] ?? '');
      form.set('unclassified', 'true');
      form.set('file', new Blob([new Uint8Array(size)]), '政府工作报告.docx');
      const answer = await fetch(`${server.url}/api/reports`, {
        method: 'POST',
        body: form,
        headers: { cookie: await cookies(), 'idempotency-key': crypto.randomUUID() },
      });
      const { error, ...rest } = (await answer.json()) as { error?: { message: string }; message?: string };
      expect(answer.status, JSON.stringify(error ?? rest)).toBe(status);
      expect(error?.message ?? rest.message).toMatch(says);
    }
    await nothingHappened();
  });

  it('a file that nobody has said is not classified', async () => {
    const { page } = visitor;
    const dialog = await chooseFile(page, {
      name: '政府工作报告.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from(REPORT_2025.join('\n')),
    });
    await dialog.getByRole('button', { name: '上传并分解' }).click();
    await dialog.getByText('请先确认材料不涉密，再上传').waitFor();
    await shoot(page, 'bad-unconfirmed');
    await nothingHappened();
  });

  it('leaves the way open for the next, good file', async () => {
    const { page } = visitor;
    const [bad] = badFiles();
    const dialog = await sendFile(page, { name: '坏文件.pdf', mimeType: '', buffer: bad?.bytes ?? Buffer.alloc(1) });
    await dialog.getByText('没有导入', { exact: true }).waitFor();
    expect.soft(await faultsOf(page, 'bad-refused')).toEqual([]);
    await dialog.getByRole('button', { name: '换一份文件' }).click();
    await dialog.getByLabel('选择报告文件').setInputFiles({
      name: '政府工作报告.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from(REPORT_2025.join('\r\n')),
    });
    const confirmed = dialog.getByLabel('我确认这份材料不涉及国家秘密');
    if (!(await confirmed.isChecked())) await confirmed.check();
    await dialog.getByRole('button', { name: '上传并分解' }).click();
    await dialog.getByText('导入完成').waitFor();
    await page.goto('/reports');
    await expect.poll(async () => (await list()).length).toBe(listed.length + 1);
  });

  it('raised no error, broke no content policy, and asked for nothing that failed', () => {
    expect(visitor.problems).toEqual([]);
  });
});

async function refusedAtOnce(alert: import('playwright-core').Locator, says: RegExp): Promise<void> {
  await alert.filter({ hasText: says }).waitFor();
  expect(await visitor.page.getByRole('button', { name: '上传并分解' }).isDisabled()).toBe(true);
}

/** Afterwards the reports are the same, for the page and for the server, which is up. */
async function nothingHappened(): Promise<void> {
  expect(await server.healthy()).toBe(true);
  await visitor.page.reload();
  await visitor.page.getByRole('article').first().waitFor();
  expect(await list()).toEqual(listed);
  const answer = await visitor.page.request.get('/api/reports');
  expect(((await answer.json()) as { reports: unknown[] }).reports).toHaveLength(listed.length);
}

async function list(): Promise<string[]> {
  return visitor.page.getByRole('article').allTextContents();
}

async function organs(): Promise<string[]> {
  const answer = await visitor.page.request.get('/api/organs');
  return ((await answer.json()) as { organs: { id: string }[] }).organs.map(({ id }) => id);
}

async function cookies(): Promise<string> {
  return (await visitor.context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
}
