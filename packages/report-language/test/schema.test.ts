import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { expect, it } from 'vitest';
import schema from '../decomposition.schema.json' with { type: 'json' };
import { decompose } from '../src/index.ts';

const demo = readFileSync(join(import.meta.dirname, '../../../cities/demo/report.txt'), 'utf8');
const validate = new Ajv({ allErrors: true }).compile(schema);

function printed(text: string) {
  const d = decompose(text);
  return JSON.parse(JSON.stringify({ ...d, report: { ...d.report, sha256: 'a'.repeat(64) } }));
}

it('what the CLI prints follows the published schema', () => {
  for (const text of [demo, '', '增长5%', demo.slice(500, 2500)]) {
    validate(printed(text));
    expect(validate.errors ?? []).toEqual([]);
  }
});

it('the schema refuses what it does not know', () => {
  const d = printed(demo);
  d.sentences[0].reason = 'because';
  expect(validate(d)).toBe(false);
  expect(validate({ ...printed(demo), extra: 1 })).toBe(false);
});
