import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from './browser.ts';
import { faultsOf } from './checks.ts';
import { PHONE, picture, settled, signIn, type Visitor, visit } from './page.ts';
import { type Server, startServer } from './server.ts';

const NOBODYS = '01990000-0000-7000-8000-000000000000';

let server: Server;
let browser: Browser;
beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

async function arrive(account: string): Promise<Visitor> {
  const visitor = await visit(browser, server);
  await signIn(visitor, account);
  return visitor;
}

describe('a viewer who pastes an address', () => {
  let viewer: Visitor;
  beforeAll(async () => {
    viewer = await arrive('tongji');
  });

  it.each(['/accounts', `/accounts/${NOBODYS}`, '/settings', '/record', '/erasures'])(
    'of a page that they may not see (%s) is told so, who may, and the way back',
    async (address) => {
      const { page } = viewer;
      const asked: string[] = [];
      const ask = (request: { url(): string }) => void asked.push(new URL(request.url()).pathname);
      page.on('request', ask);
      await page.goto(address);
      await page.getByRole('heading', { name: '您没有权限看这个页面' }).waitFor();
      await page.getByText(/您现在的角色：只读/).waitFor();
      await page.getByText(/可以看的角色：.*管理员/).waitFor();
      page.off('request', ask);
      // Nothing of the page was even asked for.
      const api = asked.filter((path) => path.startsWith('/api/'));
      expect(api.filter((path) => !/^\/api\/(?:session|permissions\/|notifications\/)/.test(path))).toEqual([]);
      // The frame stays, with what they may open.
      await page.getByRole('link', { name: '台账' }).waitFor();
      await page.getByRole('link', { name: '回到首页', exact: true }).click();
      await page.getByRole('heading', { name: '报告与任务分解' }).waitFor();
    },
  );

  it('finds the page that says so in order', async () => {
    await viewer.page.goto('/settings');
    await viewer.page.getByText(/可以看的角色/).waitFor();
    expect.soft(await faultsOf(viewer.page, 'not-allowed')).toEqual([]);
  });

  it.each([`/reports/${NOBODYS}`, `/ledgers/supervision/${NOBODYS}`, '/sources/R1999-1-S001'])(
    'of a thing that is not there, or not theirs (%s), learns no more than that',
    async (address) => {
      const { page } = viewer;
      viewer.expected.push('404 /api/');
      await page.goto(address);
      await page.getByText('没有找到，或不在您的范围内').waitFor();
      expect.soft(await faultsOf(page, `not-there-${address.split('/')[1]}`)).toEqual([]);
    },
  );

  it('who is not signed in comes to it after signing in', async () => {
    const visitor = await visit(browser, server);
    await visitor.page.goto('/settings');
    await visitor.page.waitForURL(/\/sign-in\?next=%2Fsettings$/);
    await visitor.context.close();
  });

  it('raised no error and broke no content policy', () => {
    expect(viewer.problems).toEqual([]);
  });
});

/** Somebody of every kind, where their work begins, and a page that is not for them. */
describe.each([
  ['duchashi', '/reports', '/record'],
  ['shizhang', '/reports', '/accounts'],
  ['nongye', '/reports', '/record'],
  ['dongyuan', '/reports', '/settings'],
  ['guanli', '/accounts', '/reports'],
  ['anquan', '/grants', '/ledgers/supervision'],
  ['shenji', '/record', '/reports'],
])('%s', (account, home, foreign) => {
  let visitor: Visitor;
  beforeAll(async () => {
    visitor = await arrive(account);
  });
  afterAll(async () => {
    await visitor?.context.close();
  });

  it('begins where their work is, and every place that the bar offers is in order', async () => {
    const { page } = visitor;
    await opened(page);
    const links = page.getByRole('navigation', { name: '主要页面' }).getByRole('link');
    const places = await links.evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
    expect(places.length).toBeGreaterThan(0);
    expect(new URL(page.url()).pathname).toBe(home);
    for (const place of [...places, '/account', '/notifications']) {
      await page.goto(place);
      await opened(page);
      expect(await page.getByRole('heading', { name: '您没有权限看这个页面' }).count(), place).toBe(0);
      expect.soft(await faultsOf(page, `${account}${place.replaceAll('/', '-')}`)).toEqual([]);
    }
  });

  it('finds the same places in the drawer of a phone', async () => {
    const { page } = visitor;
    const bar = await page.getByRole('navigation', { name: '主要页面' }).getByRole('link').allTextContents();
    await page.setViewportSize(PHONE);
    await page.getByRole('button', { name: '打开菜单' }).click();
    const drawer = page.getByRole('dialog', { name: '菜单' });
    await drawer.waitFor();
    expect(await drawer.getByRole('link').allTextContents()).toEqual(bar);
    await settled(page);
    await picture(page, `drawer-${account}`);
    await drawer.getByRole('link').first().click();
    await drawer.waitFor({ state: 'hidden' });
    await page.setViewportSize({ width: 1366, height: 768 });
  });

  it('is refused a page that is not for them', async () => {
    await visitor.page.goto(foreign);
    await visitor.page.getByRole('heading', { name: '您没有权限看这个页面' }).waitFor();
  });

  it('raised no error, broke no content policy, and asked for nothing that failed', () => {
    expect(visitor.problems).toEqual([]);
  });
});

/** The page is there and nothing of it is still on its way. */
async function opened(page: Page): Promise<void> {
  await page.locator('main h1').first().waitFor();
  await page.getByText('正在载入…').first().waitFor({ state: 'hidden' });
  await settled(page);
}
