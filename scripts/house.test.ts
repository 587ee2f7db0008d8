import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const biome = join(root, 'node_modules/@biomejs/biome/bin/biome');
const SERVER = 'apps/server/src';
const ROOM = `${SERVER}/modules`;

/** File, what it imports, and whether the house allows it. */
const IMPORTS: [file: string, from: string, allowed: boolean][] = [
  ['packages/report-language/src/parsers/x.ts', 'node:fs', false],
  ['packages/report-language/src/parsers/x.ts', '@luoshi/documents', false],
  ['packages/report-language/src/parsers/x.ts', '@luoshi/calendar', true],
  ['packages/report-language/src/parsers/x.ts', '../types.ts', true],
  ['packages/report-language/src/x.test.ts', 'node:fs', true],
  ['packages/calendar/src/x.ts', 'node:process', false],
  ['apps/web/src/features/a/x.tsx', '@luoshi/server', false],
  ['apps/web/src/features/a/x.tsx', '@luoshi/server/modules/people/tables', false],
  ['apps/web/src/features/a/x.tsx', '../../../../server/src/contract.ts', false],
  ['apps/web/src/features/a/x.tsx', '@luoshi/documents', false],
  ['apps/web/src/features/a/x.tsx', 'node:path', false],
  ['apps/web/src/features/a/x.tsx', '@luoshi/server/contract', true],
  ['apps/web/src/features/a/x.tsx', '@luoshi/server/modules/people/contract', true],
  ['apps/web/src/features/a/x.tsx', 'react', true],
  [`${SERVER}/platform/http/x.ts`, '../../modules/people/index.ts', false],
  [`${SERVER}/platform/http/x.ts`, '../../modules/people/contract.ts', true],
  [`${SERVER}/platform/db/schema.ts`, '../../modules/people/tables.ts', true],
  [`${SERVER}/app.ts`, './modules/people/queries.ts', false],
  [`${SERVER}/app.ts`, './modules/people/index.ts', true],
  [`${ROOM}/reports/x.ts`, '../people/queries.ts', false],
  [`${ROOM}/reports/x.ts`, '../people/sub/index.ts', false],
  [`${ROOM}/reports/x.ts`, '../people/index.ts', true],
  [`${ROOM}/reports/x.ts`, '../people/contract.ts', true],
  [`${ROOM}/reports/x.ts`, '../../platform/db/database.ts', true],
  [`${ROOM}/reports/x.ts`, '../../contract.ts', true],
  [`${ROOM}/reports/x.ts`, './queries.ts', true],
  [`${ROOM}/ledgers/kinds/x.ts`, '../../people/queries.ts', false],
  [`${ROOM}/ledgers/kinds/x.ts`, '../../people/index.ts', true],
  [`${ROOM}/ledgers/kinds/x.ts`, '../tables.ts', true],
  [`${ROOM}/ledgers/kinds/x.ts`, '../../../platform/clock.ts', true],
  [`${ROOM}/ledgers/kinds/supervision/x.ts`, '../../../people/queries.ts', false],
  [`${ROOM}/ledgers/kinds/supervision/x.ts`, '../../tables.ts', true],
  [`${ROOM}/reports/contract.ts`, 'kysely', false],
  [`${ROOM}/reports/contract.ts`, 'fastify', false],
  [`${ROOM}/reports/contract.ts`, 'node:fs', false],
  [`${ROOM}/reports/contract.ts`, '../../platform/errors.ts', false],
  [`${ROOM}/reports/contract.ts`, './view.ts', false],
  [`${ROOM}/reports/contract.ts`, '../people/queries.ts', false],
  [`${ROOM}/reports/contract.ts`, '../people/contract.ts', true],
  [`${ROOM}/reports/contract.ts`, '../../contract.ts', true],
  [`${ROOM}/reports/contract.ts`, 'zod', true],
  [`${ROOM}/reports/routes.ts`, 'kysely', false],
  [`${ROOM}/reports/routes.ts`, '../../platform/db/database.ts', false],
  [`${ROOM}/reports/routes.ts`, './queries.ts', false],
  [`${ROOM}/reports/routes.ts`, './tables.ts', false],
  [`${ROOM}/reports/routes.ts`, '../people/queries.ts', false],
  [`${ROOM}/reports/routes.ts`, '../../platform/http/mount.ts', true],
  [`${ROOM}/reports/routes.ts`, './list-reports.ts', true],
];

/** A folder that has only our rules and, one below the other in each file, the imports. */
let folder: string;
let refused: Set<string>;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'luoshi-house-'));
  copyFileSync(join(root, 'biome.json'), join(folder, 'biome.json'));
  const lines = new Map<string, string[]>();
  for (const [file, from] of IMPORTS) lines.set(file, [...(lines.get(file) ?? []), from]);
  for (const [file, imports] of lines) {
    mkdirSync(join(folder, dirname(file)), { recursive: true });
    writeFileSync(join(folder, file), imports.map((from, index) => `export * as x${index} from '${from}';\n`).join(''));
  }
  const args = [
    'lint',
    '--only=style/noRestrictedImports',
    '--reporter=github',
    '--max-diagnostics=none',
    '--colors=off',
  ];
  const { stdout } = spawnSync(process.execPath, [biome, ...args], { cwd: folder, encoding: 'utf8' });
  const found = [...stdout.matchAll(/file=([^,]+),line=(\d+)/g)].map(([, path, line]) => {
    const file = relative(realpathSync(folder), path!);
    return `${file} <- ${lines.get(file)?.[Number(line) - 1]}`;
  });
  refused = new Set(found);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the walls between the rooms hold', () => {
  const want = IMPORTS.filter(([, , allowed]) => !allowed).map(([file, from]) => `${file} <- ${from}`);
  expect([...refused].sort()).toEqual(want.sort());
});

const code = () =>
  globSync('{apps,bench,e2e,packages,scripts,torture}/**/*.{ts,tsx,mjs}', {
    cwd: root,
    exclude: ['**/node_modules/**', '**/dist/**', '**/lexicon/**'],
  });

test('no file of code is longer than 400 lines', () => {
  const long = code()
    .map((path) => [path, readFileSync(join(root, path), 'utf8').split('\n').length - 1] as const)
    .filter(([, lines]) => lines > 400);
  expect(long).toEqual([]);
});

test('lint and format are clean', () => {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [biome, 'check', '--colors=off', '--max-diagnostics=20'],
    { cwd: root, encoding: 'utf8' },
  );
  expect(status === 0 ? '' : `${stdout}\n${stderr}`).toBe('');
});

test('the types are right', () => {
  const projects = ['tsconfig.json', 'apps/web/tsconfig.json', 'e2e/tsconfig.json'];
  const errors = projects.map(
    (project) =>
      spawnSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '--noEmit', '-p', project], {
        cwd: root,
        encoding: 'utf8',
      }).stdout,
  );
  expect(errors).toEqual(['', '', '']);
});
