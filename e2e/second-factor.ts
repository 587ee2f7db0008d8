import { setTimeout as pause } from 'node:timers/promises';
import { Secret, TOTP } from 'otpauth';
import type { Page } from 'playwright-core';
import { picture, settled } from './page.ts';

/** What the phone of a person in these tests has: the secret that was bound to it, and the last code it gave. */
export class Phone {
  #secret = '';
  #step = 0;

  bind(secret: string): void {
    this.#secret = secret.replace(/\s/g, '');
  }

  /** A code that was not given before: the server takes each once, and one that is a step early. Waits where that is used. */
  async code(): Promise<string> {
    this.#step = Math.max(this.#step + 1, step());
    while (this.#step > step() + 1) await pause(500);
    return this.last();
  }

  /** The code that was given last, once more. */
  last(): string {
    const totp = new TOTP({ secret: Secret.fromBase32(this.#secret) });
    return totp.generate({ timestamp: this.#step * PERIOD_MS });
  }
}

const PERIOD_MS = 30_000;
const step = () => Math.floor(Date.now() / PERIOD_MS);

/** Binds the phone on the page that asks for it, and returns the recovery codes. Pictures by the name. */
export async function enrol(page: Page, phone: Phone, name: string): Promise<string[]> {
  await page.getByRole('button', { name: '开始绑定' }).click();
  await page.getByRole('button', { name: '不能扫码' }).click();
  phone.bind((await page.locator('[data-foreign]').textContent()) ?? '');
  await settled(page);
  await picture(page, name);
  await page.getByLabel('动态口令', { exact: true }).fill(await phone.code());
  await page.getByRole('button', { name: '完成绑定' }).click();
  await page.getByRole('heading', { name: '请保存恢复码' }).waitFor();
  const codes = await page.locator('li [data-foreign]').allTextContents();
  await page.getByRole('button', { name: '已经保存，继续' }).click();
  return codes;
}
