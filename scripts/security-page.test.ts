import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const page = readFileSync(join(root, 'docs/security.md'), 'utf8');
const rows = page
  .split('\n')
  .filter((line) => /^\| (?!控制点|---)/.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()));

test('every path that the page names is there', () => {
  const paths = [...page.matchAll(/`([\w.-]+(?:\/[\w.-]+)+)`/g)].map(([, path]) => path!);
  expect(paths.length).toBeGreaterThan(80);
  expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

test('every control says how far it is met; what is met names its code, and what is tested its test', () => {
  expect(rows.length).toBeGreaterThan(40);
  for (const [, control, how, code, tests, state] of rows) {
    expect([control, ['●', '◐', '○'].includes(state!)]).toEqual([control, true]);
    expect([control, how !== '']).toEqual([control, true]);
    if (state === '●') expect([control, code !== '']).toEqual([control, true]);
    if (tests) expect(tests).toMatch(/^(`[^`]+\.test\.ts`(、|$))+$/);
  }
});

test('all controls of the third level that concern an application have a section', () => {
  const names = [
    '身份鉴别',
    '访问控制',
    '安全审计',
    '入侵防范',
    '恶意代码防范',
    '可信验证',
    '数据完整性',
    '数据保密性',
  ];
  for (const name of [...names, '数据备份恢复', '剩余信息保护', '个人信息保护', '三员'])
    expect(page).toMatch(new RegExp(`^## \\d+\\. .*${name}`, 'm'));
});
