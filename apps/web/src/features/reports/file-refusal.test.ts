import { expect, test } from 'vitest';
import { fileRefusal } from './file-refusal.ts';

test('what the server can read is let through, whatever the case of its ending', () => {
  for (const name of ['报告.docx', '报告.DOCX', '报告.pdf', '报告.txt', '报告.html'])
    expect(fileRefusal({ name, size: 10 })).toBeNull();
});

test('what cannot be read is refused with what to do', () => {
  expect(fileRefusal({ name: '报告.doc', size: 10 })).toContain('另存为 .docx');
  expect(fileRefusal({ name: '报告.wps', size: 10 })).toContain('只接收');
  expect(fileRefusal({ name: '报告.docx', size: 0 })).toContain('空');
  expect(fileRefusal({ name: '报告.docx', size: 60 * 1024 * 1024 })).toContain('50 MB');
});
