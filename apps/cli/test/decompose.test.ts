import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readDocument } from '@luoshi/documents';
import type { Decomposition } from '@luoshi/report-language';
import schema from '@luoshi/report-language/schema.json' with { type: 'json' };
import Excel from '@protobi/exceljs';
import { Ajv } from 'ajv';
import { Document, Packer, Paragraph } from 'docx';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildPdf, pageOf } from '../../../packages/documents/test/pdf.ts';
import { REPORT } from './report.ts';
import { runCli } from './run-cli.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), '落实 cli-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function file(name: string, content: Uint8Array | string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

type Json = Decomposition & { report: { sha256: string } };

async function json(path: string, ...more: string[]): Promise<Json> {
  const { code, stdout, stderr } = await runCli('decompose', path, '--json', ...more);
  expect(stderr).toBe('');
  expect(code).toBe(0);
  return JSON.parse(stdout.toString()) as Json;
}

describe('luoshi decompose --json', () => {
  it('gives spans that lead back to the text that --text prints, for every encoding and line end', async () => {
    const windows = REPORT.replaceAll('\n', '\r\n');
    const inputs: [string, Uint8Array, string][] = [
      ['utf8.txt', Buffer.from(REPORT), REPORT],
      ['bom.txt', Buffer.from(`\ufeff${windows}`), windows],
      ['gb18030.txt', iconv.encode(windows, 'gb18030'), windows],
    ];
    for (const [name, bytes, text] of inputs) {
      const path = await file(name, bytes);
      const printed = await runCli('decompose', path, '--text');
      expect(printed.stdout.equals(Buffer.from(text)), name).toBe(true);
      const found = await json(path);
      expect(found.report.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
      expect(found.measures.length).toBeGreaterThan(8);
      for (const { start, end, raw } of found.measures) expect(text.slice(start, end)).toBe(raw);
      for (const { start, end } of found.tasks) expect(text.slice(start, end).trim()).not.toBe('');
    }
  });

  it('finds region, year, figures and tasks', async () => {
    const found = await json(await file('report.txt', REPORT));
    expect(found).toMatchObject({ schemaVersion: 1, report: { region: '河湟市', year: 2026 } });
    const jobs = found.measures.find(({ raw }) => raw === '６０００');
    expect(jobs).toMatchObject({ value: 6000, unit: '人', kind: 'target', bound: 'min' });
    const grant = found.measures.find(({ raw }) => raw === '三千');
    expect(grant).toMatchObject({ value: 3000, unit: '万元', canonical: { value: 30_000_000, unit: '元' } });
    expect(found.tasks.map(({ text }) => text).join('\n')).toContain('新建农村公路85公里');
  });

  it('prints what the published schema describes', async () => {
    const found = await json(await file('report.txt', REPORT));
    const validate = new Ajv({ strict: false }).compile(schema);
    validate(found);
    expect(validate.errors).toBeNull();
    expect(Object.keys(found)).toEqual([
      'schemaVersion',
      'report',
      'sections',
      'sentences',
      'measures',
      'tasks',
      'unread',
    ]);
    expect(Object.keys(found.report)).toEqual(['title', 'region', 'year', 'sha256']);
  });

  it('reads the same report from docx, pdf and html', async () => {
    const lines = REPORT.split('\n').filter((line) => line !== '');
    const docx = await Packer.toBuffer(
      new Document({ sections: [{ children: lines.map((line) => new Paragraph(line)) }] }),
    );
    const html = `<!DOCTYPE html><meta charset="gbk"><nav><a href="/">首页</a></nav>${lines.map((line) => `<p>${line}</p>`).join('')}`;
    const wrapped = lines.flatMap((line) => `　　${line}`.match(/.{1,26}/gu) ?? []);
    const expected = await json(await file('report.txt', REPORT));
    const others = [
      await json(await file('报告.docx', docx)),
      await json(await file('报告.html', iconv.encode(html, 'gbk'))),
      await json(await file('报告.pdf', buildPdf([pageOf(wrapped)]))),
    ];
    for (const found of others) {
      expect(found.report).toMatchObject({ region: '河湟市', year: 2026 });
      expect(found.measures.map(({ value }) => value)).toEqual(expected.measures.map(({ value }) => value));
      expect(found.tasks).toHaveLength(expected.tasks.length);
    }
  });

  it('loses nothing through a pipe, however long', async () => {
    const long = `${REPORT.slice(0, REPORT.indexOf('（二）'))}${'新建农村公路85公里，改造危桥12座。\n'.repeat(4_000)}`;
    const path = await file('long.txt', long);
    const found = await json(path);
    expect(found.measures.length).toBeGreaterThan(8_000);
    expect((await runCli('decompose', path, '--text')).stdout.toString()).toBe(long);
  });

  it('proposes the offices of the city that is named', async () => {
    const found = await json(await file('report.txt', REPORT), '--city', 'demo');
    const leads = found.tasks.flatMap((task) => task.leads.map(({ name }) => name));
    expect(leads.some((name) => name.startsWith('河湟市'))).toBe(true);
  });

  it('uses --year where the text names none', async () => {
    const path = await file('undated.txt', REPORT.replaceAll(/20\d\d年/gu, '今年'));
    expect((await json(path, '--year', '2031')).report.year).toBe(2031);
    expect((await json(path)).report.year).toBeNull();
  });
});

it('takes the year from the file name when nothing else names it, and says so', async () => {
  const path = await file('河湟2027年报告.txt', REPORT.replaceAll(/20\d\d年/gu, '今年'));
  const { stdout, stderr } = await runCli('decompose', path, '--json');
  expect(JSON.parse(stdout.toString())).toMatchObject({ report: { year: 2027 } });
  expect(stderr).toContain('按文件名取 2027 年');
});

describe('luoshi decompose', () => {
  it('sums up in Chinese, and the counts add up', async () => {
    const { code, stdout } = await runCli('decompose', await file('report.txt', REPORT));
    const text = stdout.toString();
    expect(code).toBe(0);
    const [, planned, tasks, rest] = /部分 (\d+) 句 = 任务句 (\d+) \+ 非任务句 (\d+)/u.exec(text)?.map(Number) ?? [];
    expect(planned).toBeGreaterThan(0);
    expect((tasks ?? 0) + (rest ?? 0)).toBe(planned);
    expect(text).toContain('地区生产总值');
    expect(text).toContain('河湟市');
  });

  it('writes Excel and Word files that open again and hold the tasks', async () => {
    const path = await file('report.txt', REPORT);
    const [xlsx, docx] = [join(folder, '分解表.xlsx'), join(folder, '方案.docx')];
    expect((await runCli('decompose', path, '--xlsx', xlsx, '--docx', docx)).code).toBe(0);
    const { tasks, measures, sentences } = await json(path);
    const workbook = new Excel.Workbook();
    await workbook.xlsx.readFile(xlsx);
    const sheet = workbook.getWorksheet('任务分解');
    const wordings: string[] = [];
    sheet?.eachRow((row) => {
      if (/^\d+$/u.test(row.getCell(1).text)) wordings.push(row.getCell(2).text);
    });
    expect(wordings).toEqual(tasks.map(({ text }) => text.trim()));
    expect(workbook.getWorksheet('数据项')?.rowCount).toBe(measures.length + 3);
    expect(workbook.getWorksheet('原文')?.rowCount).toBe(sentences.length + 2);
    const { text } = await readDocument(docx);
    for (const task of tasks) expect(text).toContain(task.text.trim().replace(/[；。]$/u, ''));
    expect(sheet?.getCell('A2').text).toContain('未经审核');
  });

  it.each([
    ['an empty file', 'empty.txt', Buffer.alloc(0), '空'],
    [
      'a .doc renamed',
      'old.docx',
      Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]),
      '另存为 .docx',
    ],
    ['a scanned PDF', 'scan.pdf', buildPdf([[]], { image: true }), '扫描件'],
    ['classified material', 'secret.txt', Buffer.from(`机密★\n${REPORT}`), '密级标志'],
    ['a text that is no report', 'note.txt', Buffer.from('通知：下午三点开会，请准时参加。'), '不像一份政府工作报告'],
    ['a report without a plan', 'half.txt', Buffer.from(REPORT.slice(0, REPORT.indexOf('二、'))), '工作安排'],
  ])('refuses %s in Chinese, with exit code 2 and nothing on stdout', async (_, name, bytes, words) => {
    const { code, stdout, stderr } = await runCli('decompose', await file(name, bytes));
    expect(code).toBe(2);
    expect(stdout.toString()).toBe('');
    expect(stderr).toContain(words);
  });

  it.each([
    [['decompose'], '缺少文件'],
    [['decompose', 'no-such.txt'], '打不开'],
    [['decompose', 'x.txt', '--json', '--text'], '不能一起用'],
    [['decompose', 'x.txt', '--year', '26'], '四位数字'],
    [['decompose', 'x.txt', '--nonsense'], '--nonsense'],
    [['nonsense'], 'nonsense'],
  ])('answers %j in Chinese, with exit code 2', async (args, words) => {
    const { code, stderr } = await runCli(...args);
    expect(code).toBe(2);
    expect(stderr).toContain(words);
  });

  it('lists the known cities when it does not know one', async () => {
    const { code, stderr } = await runCli('decompose', await file('report.txt', REPORT), '--city', '999999');
    expect(code).toBe(2);
    expect(stderr).toContain('990100（河湟市，演示）');
  });

  it('leaves nothing behind when a file cannot be written', async () => {
    const path = await file('report.txt', REPORT);
    const before = await readdir(folder);
    const { code, stderr } = await runCli('decompose', path, '--xlsx', join(folder, 'nowhere', 'a.xlsx'));
    expect(code).toBe(2);
    expect(stderr).toContain('写不了');
    expect(await readdir(folder)).toEqual(before);
    expect((await readFile(path)).toString()).toBe(REPORT);
  });
});
