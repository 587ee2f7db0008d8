import { expect, test } from 'vitest';
import { judgeAudit } from './audit-judgement.ts';

const answer = (...severities: string[]) =>
  JSON.stringify({
    vulnerabilities: Object.fromEntries(
      severities.map((severity, i) => [
        `part-${i}`,
        { name: `part-${i}`, severity, range: '<2.0.0', fixAvailable: i === 0 },
      ]),
    ),
  });

test('high and critical refuse, and are named; less only warns; nothing is clean', () => {
  expect(judgeAudit(answer('high')).outcome).toBe('refused');
  const { outcome, lines } = judgeAudit(answer('low', 'critical'));
  expect(outcome).toBe('refused');
  expect(lines).toContain('  critical: part-1 <2.0.0 (no fixed version yet)');
  expect(judgeAudit(answer('moderate', 'low')).outcome).toBe('warned');
  expect(judgeAudit(answer()).outcome).toBe('clean');
});

test.each([
  ['', 'no answer'],
  ['npm error network unreachable', 'network unreachable'],
  [
    JSON.stringify({ error: { code: 'ENOAUDIT', summary: 'Your configured registry does not support audit' } }),
    'does not support audit',
  ],
  [JSON.stringify({ message: 'request to the registry failed' }), 'request to the registry failed'],
  ['null', 'null'],
])('an answer that is none says why and decides nothing: %j', (output, why) => {
  const { outcome, lines } = judgeAudit(output);
  expect(outcome).toBe('unknown');
  expect(lines[0]).toContain(why);
});
