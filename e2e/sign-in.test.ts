import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from './browser.ts';
import { faultsOf } from './checks.ts';
import { giveNameAndPassword, shoot, signIn, signOut, type Visitor, visit } from './page.ts';
import { enrol, Phone } from './second-factor.ts';
import { PASSWORD, type Server, startServer } from './server.ts';

let server: Server;
let browser: Browser;
/** Two administrators, and somebody new with a phone. */
let security: Visitor;
let system: Visitor;
let newcomer: Visitor;
const phone = new Phone();
let codes: string[];

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(), launchBrowser()]);
  security = await visit(browser, server);
  system = await visit(browser, server);
  newcomer = await visit(browser, server);
  // Wrong passwords and codes are given on purpose.
  for (const { expected } of [security, system, newcomer])
    expected.push(
      '401 /api/',
      '403 /api/',
      '422 /api/account',
      '422 /api/session/second-factor',
      '423 /api/session',
      '429 /api/session',
    );
});
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return;
  for (const [who, { page }] of Object.entries({ security, system, newcomer }))
    await shoot(page, `failed-${task.name}-${who}`, 'desk');
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

describe('first sign-in', () => {
  let given: string;

  it('is prepared by the administrators, each of whom does a part', async () => {
    await signIn(system, 'guanli');
    const people = await (await system.page.request.get('/api/people?q=沈向川')).json();
    const personId = (people as { people: { id: string }[] }).people[0]?.id;
    const answer = await system.page.request.post('/api/accounts', {
      data: { personId, account: 'shenxiangchuan', why: '常务副市长到任' },
    });
    expect(answer.status(), await answer.text()).toBeLessThan(300);
    given = ((await answer.json()) as { password: string }).password;
    await signIn(security, 'anquan');
    const rule = await security.page.request.post('/api/settings/accounts.second-factor', {
      data: { value: { roles: ['leader'] }, rowVersion: 0, why: '市领导的账号要双因素' },
    });
    expect(rule.status(), await rule.text()).toBeLessThan(300);
  });

  it('asks for a password of one’s own; the rules are ticked off while one types', async () => {
    const { page } = newcomer;
    await page.goto('/ledgers/supervision?state=all');
    await page.waitForURL(/\/sign-in\?next=%2Fledgers/);
    await giveNameAndPassword(page, 'shenxiangchuan', given);
    await page.getByRole('heading', { name: '首次登录，请设置自己的密码' }).waitFor();
    const met = () => page.locator('#password-rules [data-met="true"]').count();
    await page.getByLabel('新密码', { exact: true }).fill('abc');
    await expect.poll(met).toBe(1);
    await page.getByLabel('新密码', { exact: true }).fill('Huanghe-2026');
    await expect.poll(met).toBe(3);
    expect.soft(await faultsOf(page, 'forced-change')).toEqual([]);
  });

  it('cannot be passed by: other addresses lead back to it, and the server refuses', async () => {
    const { page } = newcomer;
    expect((await page.request.get('/api/reports')).status()).toBe(403);
    await page.goto('/ledgers/supervision');
    await page.getByRole('heading', { name: '首次登录，请设置自己的密码' }).waitFor();
    // The page was loaded anew, so it no longer knows the password that was typed.
    await page.getByLabel('现在的密码', { exact: true }).fill(given);
  });

  it('tells a slip before, and what the server decides after', async () => {
    const { page } = newcomer;
    await setPassword(page, 'Huanghe-2026', 'Huanghe-2027');
    await page.getByText('两次填写的新密码不一样').waitFor();
    for (const refused of ['huanghe', given]) {
      await setPassword(page, refused);
      await page.getByRole('alert').filter({ hasText: /密码/ }).waitFor();
    }
    await shoot(page, 'forced-change-refused');
    await setPassword(page, 'Huanghe-2026');
  });

  it('binds a phone where the city asks for it, shows recovery codes once, and leads on to where one was going', async () => {
    const { page } = newcomer;
    await page.getByRole('heading', { name: '绑定动态口令' }).waitFor();
    expect.soft(await faultsOf(page, 'enrol-begin')).toEqual([]);
    codes = await enrol(page, phone, 'enrol');
    expect(new Set(codes).size).toBeGreaterThanOrEqual(8);
    await page.getByRole('button', { name: /账号菜单/ }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/ledgers/supervision');
  });
});

describe('the second factor', () => {
  it('is asked for the next time; a wrong code and one given before are refused', async () => {
    const { page } = newcomer;
    const used = phone.last();
    await signOut(page);
    await giveNameAndPassword(page, 'shenxiangchuan', 'Huanghe-2026');
    await page.getByRole('heading', { name: '输入动态口令' }).waitFor();
    expect.soft(await faultsOf(page, 'second-factor')).toEqual([]);
    for (const wrong of ['000000', used]) {
      await giveCode(page, wrong);
      await page.getByRole('alert').waitFor();
      expect(await page.getByLabel('动态口令', { exact: true }).inputValue()).toBe('');
    }
    await giveCode(page, await phone.code());
    await page.getByRole('heading', { name: '报告与任务分解' }).waitFor();
  });

  it('can be a recovery code, once', async () => {
    const { page } = newcomer;
    const [code = '', another = ''] = codes;
    await signOut(page);
    await giveNameAndPassword(page, 'shenxiangchuan', 'Huanghe-2026');
    await giveCode(page, code);
    await page.getByRole('heading', { name: '报告与任务分解' }).waitFor();
    await signOut(page);
    await giveNameAndPassword(page, 'shenxiangchuan', 'Huanghe-2026');
    await giveCode(page, code);
    await page.getByRole('alert').waitFor();
    await giveCode(page, another);
    await page.getByRole('heading', { name: '报告与任务分解' }).waitFor();
  });

  it('is part of signing in again over the page', async () => {
    const { page } = newcomer;
    const elsewhere = await browser.newContext({
      baseURL: server.url,
      storageState: await newcomer.context.storageState(),
    });
    expect((await elsewhere.request.delete('/api/account/sessions')).ok()).toBe(true);
    await elsewhere.close();
    await page.getByRole('link', { name: '台账' }).click();
    const again = page.getByRole('dialog', { name: '请重新登录' });
    await giveNameAndPassword(again, 'shenxiangchuan', 'Huanghe-2026');
    await giveCode(again, await phone.code());
    await again.waitFor({ state: 'hidden' });
    await page.getByText('台账上还没有事项').waitFor();
  });
});

describe('a wrong password', () => {
  it('locks the account after some tries, and says until when', async () => {
    const { page } = newcomer;
    await signOut(page);
    const said = page.getByRole('alert');
    for (let left = 4; left > 0; left--) {
      await giveNameAndPassword(page, 'tongji', 'Wrong-2026');
      await said.filter({ hasText: `再试 ${left} 次` }).waitFor();
    }
    await giveNameAndPassword(page, 'tongji', 'Wrong-2026');
    await said.filter({ hasText: /锁定到 .*\d{2}:\d{2}/ }).waitFor();
    expect.soft(await faultsOf(page, 'locked')).toEqual([]);
    // The right password does not open it either.
    await giveNameAndPassword(page, 'tongji', PASSWORD);
    await said.filter({ hasText: /锁定到/ }).waitFor();
  });
});

describe('everybody', () => {
  it('raised no error, broke no content policy, and asked for nothing that failed', () => {
    expect([...security.problems, ...system.problems, ...newcomer.problems]).toEqual([]);
  });
});

async function giveCode(within: Page | Locator, code: string): Promise<void> {
  await within.getByLabel('动态口令', { exact: true }).fill(code);
  await within.getByRole('button', { name: '继续', exact: true }).click();
}

async function setPassword(page: Page, password: string, again = password): Promise<void> {
  await page.getByLabel('新密码', { exact: true }).fill(password);
  await page.getByLabel('再填一遍新密码').fill(again);
  await page.getByRole('button', { name: '设置并继续' }).click();
}
