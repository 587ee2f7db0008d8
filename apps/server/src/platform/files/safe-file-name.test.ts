import fc from 'fast-check';
import { expect, test } from 'vitest';
import { safeFileName } from './safe-file-name.ts';

test.each([
  ['2026年政府工作报告（审议稿）.docx', '2026年政府工作报告（审议稿）.docx'],
  ['../../etc/passwd', 'passwd'],
  ['C:\\Users\\某人\\桌面\\台账.xlsx', '台账.xlsx'],
  ['报告\u202efdp.exe', '报告fdp.exe'],
  ['进\u0000度\r\n.pdf', '进度.pdf'],
  ['CON.txt', '_CON.txt'],
  ['com1', '_com1'],
  ['console.txt', 'console.txt'],
  ['a<b>:"|?*.txt', 'a_b______.txt'],
  ['尾部的点和空格. . ', '尾部的点和空格'],
  ['...', ''],
])('%j becomes %j', (given, safe) => {
  expect(safeFileName(given)).toBe(safe);
});

test('whatever the name, what is left is short, has no path and no invisible characters, and stays as it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (given) => {
      const safe = safeFileName(given);
      expect(Buffer.byteLength(safe)).toBeLessThanOrEqual(180);
      expect(safe).not.toMatch(/[/\\\p{Cc}\p{Cf}]|^[. ]|[. ]$/u);
      expect(safeFileName(safe)).toBe(safe);
    }),
  );
});

test('a long name keeps its extension and whole characters', () => {
  const safe = safeFileName(`${'长'.repeat(300)}.docx`);
  expect(safe).toMatch(/^长+\.docx$/);
});
