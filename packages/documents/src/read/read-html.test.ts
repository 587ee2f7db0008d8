import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { readDocument } from './read-document.ts';

const ARTICLE =
  '<p>　　各位代表：</p><p>今年要新增就业<b>9000</b>人，<br>其中高校\n毕业生1200人。</p>'.repeat(1) +
  '<p>改造老旧小区48个，惠及居民三千户。</p>'.repeat(12);
const PAGE = `<!DOCTYPE html><html><head><meta charset="utf-8"><title>政府工作报告_河湟市人民政府</title><style>p{}</style></head><body>
<nav><a href="/">首页</a></nav><div class="menu"><a href="/a">政务公开</a><a href="/b">互动交流</a></div>
<h1>2026年政府工作报告</h1><div><div class="article">${ARTICLE}</div></div>
<div style="display:none">隐藏内容</div><script>var a = "脚本";</script><footer>主办单位</footer></body></html>`;

describe('html', () => {
  it('gives the main text a line a block, with its headline, without what surrounds it', async () => {
    const reading = await readDocument(Buffer.from(PAGE), { fileName: '报告.html' });
    expect(reading.text.split('\n').slice(0, 4)).toEqual([
      '2026年政府工作报告',
      '各位代表：',
      '今年要新增就业9000人，',
      '其中高校毕业生1200人。',
    ]);
    expect(reading.text).not.toMatch(/首页|政务公开|隐藏|脚本|主办单位|p\{\}/u);
    expect(reading.title).toBe('2026年政府工作报告');
    for (const { start, end } of reading.paragraphs ?? []) expect(reading.text.slice(start, end)).not.toContain('\n');
  });

  it('honours the declared charset, GBK under the name of GB2312 included', async () => {
    const page = PAGE.replace(
      'charset="utf-8"',
      'http-equiv="Content-Type" content="text/html; charset=gb2312"',
    ).replace('三千户', '三千户，朱镕基');
    const reading = await readDocument(iconv.encode(page, 'gbk'), { fileName: '报告.htm' });
    expect(reading.encoding).toBe('gb18030');
    expect(reading.text).toContain('朱镕基');
  });

  it('does not believe a wrong declaration', async () => {
    const reading = await readDocument(iconv.encode(PAGE, 'gb18030'), { fileName: '报告.html' });
    expect(reading.text).toContain('改造老旧小区48个');
  });

  it('survives nesting beyond reason', async () => {
    const deep = (levels: number) => Buffer.from(`<html><body>${'<div>'.repeat(levels)}新增就业九千人。`);
    expect((await readDocument(deep(5_000), { fileName: 'a.html' })).text).toBe('新增就业九千人。');
    await expect(readDocument(deep(200_000), { fileName: 'a.html' })).rejects.toMatchObject({ code: 'FILE_BOMB' });
  });

  it('says so when a page holds no text', async () => {
    const empty = Buffer.from('<html><body><script>load()</script></body></html>');
    await expect(readDocument(empty, { fileName: 'a.html' })).rejects.toMatchObject({ code: 'FILE_EMPTY' });
  });
});
