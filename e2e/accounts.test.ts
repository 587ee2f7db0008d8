import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from './browser.ts';
import { faultsOf } from './checks.ts';
import { choose, giveNameAndPassword, signIn, type Visitor, visit } from './page.ts';
import { PASSWORD, type Server, startServer } from './server.ts';

let server: Server;
let browser: Browser;
beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

/** An administrator, who has no reports to begin with. */
async function administrator(account: string): Promise<Visitor> {
  const visitor = await visit(browser, server);
  await visitor.page.goto('/accounts');
  await giveNameAndPassword(visitor.page, account);
  await visitor.page.getByRole('heading', { name: '账号', exact: true }).waitFor();
  return visitor;
}

describe('one’s own account', () => {
  it('changes the password, and shows where one is signed in', async () => {
    const [here, there] = [await visit(browser, server), await visit(browser, server)];
    await signIn(there, 'shangwu');
    await signIn(here, 'shangwu');
    const { page } = here;
    await page.goto('/account');
    await page.getByRole('heading', { name: '登录的设备' }).waitFor();
    await page.getByRole('button', { name: '终止其他全部' }).waitFor();
    expect(await faultsOf(page, 'my-account')).toEqual([]);
    await page.getByRole('button', { name: '修改密码' }).click();
    const dialog = page.getByRole('dialog', { name: '修改密码' });
    await dialog.getByLabel('现在的密码').fill(PASSWORD);
    await dialog.getByLabel('新密码', { exact: true }).fill('Neu-und-gut-1');
    await dialog.getByLabel('再填一遍新密码').fill('Neu-und-gut-1');
    expect(await faultsOf(page, 'change-password', '[role="dialog"]')).toEqual([]);
    await dialog.getByRole('button', { name: '修改密码' }).click();
    await page.getByText('密码已修改，其他设备上的登录已结束').waitFor();
    expect(here.problems).toEqual([]);
    await Promise.all([here.context.close(), there.context.close()]);
  });

  it('makes a token for a program, shows it once, and revokes it', async () => {
    const visitor = await visit(browser, server);
    await signIn(visitor, 'tongji');
    const { page } = visitor;
    await page.goto('/account');
    await page.getByRole('button', { name: '生成令牌' }).click();
    const dialog = page.getByRole('dialog', { name: '生成接口令牌' });
    await dialog.getByLabel('用途').fill('大屏取数');
    await choose(page, dialog.getByLabel('可用的操作'), '台账');
    await page.keyboard.press('Escape');
    expect(await faultsOf(page, 'new-token', '[role="dialog"]')).toEqual([]);
    await dialog.getByRole('button', { name: '生成' }).click();
    const made = page.getByRole('dialog', { name: '令牌已生成' });
    const token = (await made.locator('code').textContent()) ?? '';
    expect(token).toMatch(/^luoshi_/);
    const items = () =>
      fetch(`${server.url}/api/ledgers/supervision/items`, { headers: { authorization: `Bearer ${token}` } });
    expect((await items()).status).toBe(200);
    await made.getByRole('button', { name: '已经保存，关闭' }).click();
    await page.getByRole('button', { name: '撤销令牌 大屏取数' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '撤销' }).click();
    await page.getByText('已撤销').waitFor();
    expect((await items()).status).toBe(401);
    expect(await faultsOf(page, 'my-tokens')).toEqual([]);
    expect(visitor.problems).toEqual([]);
    await visitor.context.close();
  });
});

describe('the keeping of accounts', () => {
  it('finds an account, disables and enables it with a reason', async () => {
    const visitor = await administrator('guanli');
    const { page } = visitor;
    expect(await faultsOf(page, 'accounts')).toEqual([]);
    await page.getByLabel('姓名、账号或拼音').fill('wangnong');
    await page.getByText('共 1 个账号').waitFor();
    await page.getByRole('link', { name: '王农' }).click();
    await page.getByRole('button', { name: '停用' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: '停用' }).click();
    await dialog.getByText('请写明理由或依据').waitFor();
    expect(await faultsOf(page, 'disable-account', '[role="dialog"]')).toEqual([]);
    await dialog.getByLabel('理由').fill('借调到省里');
    await dialog.getByRole('button', { name: '停用' }).click();
    await page.getByText('已停用', { exact: true }).first().waitFor();
    await page.getByRole('button', { name: '启用' }).click();
    await dialog.getByLabel('理由').fill('借调结束');
    await dialog.getByRole('button', { name: '启用' }).click();
    await page.getByRole('button', { name: '停用' }).waitFor();
    expect(await faultsOf(page, 'account')).toEqual([]);
    expect(await page.getByRole('button', { name: '重置密码' }).count()).toBe(0);
    expect(visitor.problems).toEqual([]);
    await visitor.context.close();
  });

  it('gives a password of chance once, and changes a setting', async () => {
    const visitor = await administrator('anquan');
    const { page } = visitor;
    expect(await page.getByRole('button', { name: '开通账号' }).count()).toBe(0);
    await page.getByLabel('姓名、账号或拼音').fill('zhiban');
    await page.getByText('共 1 个账号').waitFor();
    await page.getByRole('link', { name: '雷守' }).click();
    await page.getByRole('button', { name: '重置密码' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('理由').fill('本人忘记密码');
    await dialog.getByRole('button', { name: '重置密码' }).click();
    await page.getByRole('dialog', { name: '密码已重置' }).waitFor();
    expect(await faultsOf(page, 'password-reset', '[role="dialog"]')).toEqual([]);
    await page.getByRole('button', { name: '已经转交，关闭' }).click();

    await page.getByRole('link', { name: '设置' }).first().click();
    await page.getByRole('heading', { name: '登录失败锁定' }).waitFor();
    expect(await faultsOf(page, 'settings')).toEqual([]);
    await page.getByRole('button', { name: '修改 登录失败锁定' }).click();
    await dialog.getByLabel('锁定多少分钟').fill('60');
    await dialog.getByLabel('理由').fill('演练期间从严');
    expect(await faultsOf(page, 'change-setting', '[role="dialog"]')).toEqual([]);
    await dialog.getByRole('button', { name: '保存' }).click();
    await page.getByText('“登录失败锁定”已修改').waitFor();
    await page.getByText('标准值 30').waitFor();
    expect(visitor.problems).toEqual([]);
    await visitor.context.close();
  });
});
