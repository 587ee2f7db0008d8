import type { Item, Items } from '@luoshi/server/modules/ledgers/contract';
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { faultsOf } from './checks.ts';
import { docxContent, download, type SheetRow, sheetRows } from './exports.ts';
import { DESK, PHONE, shoot, type Visitor } from './page.ts';
import type { Server } from './server.ts';
import type { Sum, Workbench } from './workbench.ts';

export interface Stage {
  server: Server;
  chen: Visitor;
  work: Workbench;
  /** /reports/<id> of the report under review. */
  report: string;
}

/** The journey's last part: what was reviewed is issued, and every export says what the ledger says. */
export function issueAndExport(stage: () => Stage): void {
  describe('issue and export', () => {
    let items: Item[];
    let rows: SheetRow[];

    it('refuses to issue while something is undecided, and says what', async () => {
      const { page } = stage().chen;
      stage().chen.expected.push('409 /api/breakdowns/');
      await page.getByRole('button', { name: '印发' }).click();
      const dialog = page.getByRole('dialog', { name: '印发任务分工方案' });
      await dialog.getByRole('button', { name: '印发' }).click();
      await dialog.getByRole('alert').waitFor();
      await expect.poll(() => dialog.getByRole('alert').textContent()).toContain('处置待定');
      await shoot(page, 'issue-refused');
      await dialog.getByRole('button', { name: '取消' }).click();
      await dialog.waitFor({ state: 'hidden' });
      stage().chen.expected.pop();
    });

    it('accepts the rest in bulk', async () => {
      const { page } = stage().chen;
      const before = await stage().work.sum();
      await page.keyboard.press('b');
      const accept = page
        .getByRole('dialog', { name: '批量接受系统建议' })
        .getByRole('button', { name: /接受 \d+ 句/ });
      await expect.poll(() => accept.evaluate((button) => button === document.activeElement)).toBe(true);
      await page.keyboard.press('Enter');
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
      await expect.poll(async () => (await stage().work.sum()).pending).toBe(0);
      const after = await stage().work.sum();
      expect(after.sentences).toBe(before.sentences);
      expect(after.none).toBeGreaterThan(before.none);
      expect(after.items - before.items).toBe(after.single - before.single);
      // What was decided by hand stays as it was.
      expect({ split: after.split, merged: after.merged }).toEqual({ split: before.split, merged: before.merged });
      await shoot(page, 'journey-bulk-accepted');
    });

    it('issues it: numbered, and read-only from now on', async () => {
      const { page } = stage().chen;
      const { items: count } = await stage().work.sum();
      await page.getByRole('button', { name: '印发' }).click();
      const dialog = page.getByRole('dialog', { name: '印发任务分工方案' });
      await shoot(page, 'issue');
      await dialog.getByRole('button', { name: '印发' }).click();
      const notice = page.getByRole('region', { name: '印发情况' });
      await notice.waitFor();
      const words = (await notice.textContent()) ?? '';
      expect(words).toMatch(/河政〔\d{4}〕1号/);
      expect(words).toContain(`共 ${count} 项`);
      await expect.poll(() => page.getByRole('button', { name: '批量接受' }).count()).toBe(0);
      expect.soft(await faultsOf(page, 'issued')).toEqual([]);

      const answer = await page.request.get(
        `/api/ledgers/supervision/items?limit=200&reportId=${stage().report.split('/')[2]}`,
      );
      const ledger = (await answer.json()) as z.infer<typeof Items>;
      items = ledger.items.toSorted((a, b) => a.position - b.position);
      expect(items.map(({ position }) => position)).toEqual(Array.from({ length: count }, (_, index) => index + 1));
      expect(new Set(items.map(({ number }) => number)).size).toBe(count);
    });

    it('shows on the ledger page what the ledger holds', async () => {
      const { page } = stage().chen;
      await page.getByRole('link', { name: '查看台账' }).click();
      await expect.poll(() => page.locator('tbody tr').count()).toBe(items.length);
      const shown = await page
        .locator('tbody tr')
        .evaluateAll((lines) => lines.map((line) => [...line.children].map((cell) => cell.textContent ?? '')));
      const wanted = items.map((item) => [
        item.number,
        item.wording,
        item.targets.join('；'),
        units(item, 'lead', 'joint_lead'),
        units(item, 'support'),
        (item.due ?? '').replace(/^(\d+)-0?(\d+)-0?(\d+)$/, '$1年$2月$3日'),
        item.anchors.map(({ reference }) => reference).join(''),
      ]);
      expect(shown.toSorted()).toEqual(wanted.toSorted());
      expect.soft(await faultsOf(page, 'ledger')).toEqual([]);
    });

    it('exports Excel: the same rows as the ledger', async () => {
      const { page } = stage().chen;
      await page.goto(`${stage().report}/review`);
      const file = await download(page, page.getByRole('link', { name: '下载 Excel' }));
      expect(file.name).toMatch(/^2025年.*任务分工方案\.xlsx$/);
      rows = await sheetRows(file.bytes, '序号');
      expect(rows.map(({ cells }) => cells)).toEqual(
        items.map((item) => ({
          序号: String(item.position),
          重点任务: item.wording,
          量化目标: item.targets.join('\n'),
          牵头领导: item.sponsor?.name ?? '',
          牵头单位: units(item, 'lead', 'joint_lead'),
          配合单位: units(item, 'support'),
          完成时限: monthEnd(item.due),
          季度节点: item.quarters.map(({ quarter, text }) => `${'一二三四'[quarter - 1]}季度：${text}`).join('\n'),
          原文出处: item.anchors.map(({ reference }) => reference).join('\n'),
        })),
      );
      // What was set by hand is in it.
      const cold = rows.find(({ cells }) => cells.重点任务?.includes('优先布局在主产乡镇'));
      expect(cold?.cells).toMatchObject({
        牵头单位: expect.stringContaining('农业农村局'),
        配合单位: expect.stringContaining('财政局'),
        完成时限: '2025年10月底',
        季度节点: '一季度：完成选址\n二季度：开工20座',
      });
    });

    it('lists every sentence with what became of it', async () => {
      const { page } = stage().chen;
      const file = await download(page, page.getByRole('link', { name: '下载 Excel' }));
      const sentences = await sheetRows(file.bytes, '序号', 1);
      const { sentences: count, none } = await sumOfIssued();
      expect(sentences).toHaveLength(count);
      expect(sentences.filter(({ cells }) => cells.处理?.startsWith('不立项'))).toHaveLength(none);
    });

    it('exports Word: the same items, in the same order', async () => {
      const { page } = stage().chen;
      const file = await download(page, page.getByRole('link', { name: '下载 Word' }));
      expect(file.name).toMatch(/^2025年.*任务分工方案\.docx$/);
      const { paragraphs, links } = await docxContent(file.bytes);
      const numbered = paragraphs.filter((text) => /^\d+\. /.test(text));
      expect(numbered).toHaveLength(items.length);
      for (const [index, item] of items.entries()) {
        const text = numbered[index] ?? '';
        expect(text.startsWith(`${index + 1}. ${item.wording.replace(/[。；，]$/, '')}`), text).toBe(true);
        expect(text).toContain(`牵头单位：${units(item, 'lead', 'joint_lead')}`);
        expect(text).toContain(`完成时限：${monthEnd(item.due)}`);
        for (const { reference } of item.anchors) expect(text).toContain(reference);
        for (const { quarter, text: node } of item.quarters)
          expect(text).toContain(`${'一二三四'[quarter - 1]}季度：${node}`);
      }
      expect(new Set(links)).toEqual(
        new Set(
          items.flatMap(({ anchors }) => anchors.map(({ reference }) => `${stage().server.url}/sources/${reference}`)),
        ),
      );
      expect(paragraphs.join('\n')).toMatch(/河政〔\d{4}〕1号/);
    });

    it('leads from an exported row to the sentence, highlighted', async () => {
      const { page } = stage().chen;
      const row = rows.find(({ cells }) => cells.重点任务?.includes('优先布局在主产乡镇'));
      expect(row?.link).toMatch(/\/sources\/R2025-1-S\d+$/);
      await page.goto(row?.link ?? '');
      await page.getByRole('heading', { name: /原文出处/ }).waitFor();
      const passage = page.locator('blockquote');
      const sentence = passage.locator('span').filter({ hasText: /^\s*建成产地冷藏保鲜设施30座。\s*$/ });
      await expect.poll(() => sentence.count()).toBe(1);
      // It stands out from the words around it.
      const look = (element: Element) => getComputedStyle(element).backgroundColor + getComputedStyle(element).color;
      expect(await sentence.evaluate(look)).not.toBe(await passage.locator('span').first().evaluate(look));
      await expect.poll(() => sentence.locator('mark').allTextContents()).toEqual(['30座']);
      await page.getByRole('link', { name: /优先布局在主产乡镇/ }).waitFor();
      expect.soft(await faultsOf(page, 'source-of-item')).toEqual([]);
      await page.getByRole('link', { name: /优先布局在主产乡镇/ }).click();
      await page.getByRole('heading', { name: '留痕' }).waitFor();
      expect.soft(await faultsOf(page, 'item')).toEqual([]);
    });

    it('works on a phone: the leader opens the ledger and an item', async () => {
      const { page } = stage().chen;
      await page.setViewportSize(PHONE);
      await page.goto('/ledgers/supervision');
      await page.getByRole('link', { name: /优先布局在主产乡镇/ }).click();
      await page.getByText('原文：').waitFor();
      await page.setViewportSize(DESK);
    });

    it('raised no error, broke no content policy, and asked for nothing that failed', () => {
      expect(stage().chen.problems).toEqual([]);
    });

    async function sumOfIssued(): Promise<Sum> {
      const answer = await stage().chen.page.request.get(`/api/breakdowns/${stage().report.split('/')[2]}`);
      return ((await answer.json()) as { reconciliation: Sum }).reconciliation;
    }
  });
}

function units(item: Item, ...roles: string[]): string {
  return item.assignments
    .filter(({ role }) => roles.includes(role))
    .map(({ organisation }) => organisation.name)
    .join('、');
}

/** Month ends are spoken of as such: 2025-12-31 is 2025年12月底. */
function monthEnd(due: string | null): string {
  const [year = 0, month = 0, day = 0] = (due ?? '').split('-').map(Number);
  if (!year) return '';
  return new Date(Date.UTC(year, month, 0)).getUTCDate() === day
    ? `${year}年${month}月底`
    : `${year}年${month}月${day}日`;
}
