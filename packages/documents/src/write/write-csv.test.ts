import { expect, it } from 'vitest';
import { csvBuffer } from './write-csv.ts';

it('writes CSV that Excel opens as Chinese, and in which no text runs as a formula', async () => {
  const rows = [
    ['=1+1', -5, null],
    ['－x', 'a,"b"', '多\n行'],
    ['@a', '+1', 'a=b'],
  ];
  const bytes = await csvBuffer({ header: ['甲', '乙', '丙'], rows });
  expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
  expect(bytes.subarray(3).toString()).toBe(`甲,乙,丙\r\n'=1+1,-5,\r\n'－x,"a,""b""","多\n行"\r\n'@a,'+1,a=b\r\n`);
});
