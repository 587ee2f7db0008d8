import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { MIGRATIONS_FOLDER } from '../platform/db/migrate.ts';
import { openInMemory } from '../platform/db/open.ts';

const CACHE = join(import.meta.dirname, '../../../../node_modules/.cache/luoshi');

declare module 'vitest' {
  interface ProvidedContext {
    embeddedTemplate: string;
  }
}

/** A migrated database to copy, so that a test file need not make its own from nothing; kept until a migration changes. */
export default async function setup(project: TestProject): Promise<void> {
  const hash = createHash('sha256');
  for (const name of readdirSync(MIGRATIONS_FOLDER).sort())
    hash.update(name).update(readFileSync(join(MIGRATIONS_FOLDER, name)));
  const path = join(CACHE, `template-${hash.digest('hex').slice(0, 16)}.tar`);
  if (!existsSync(path)) {
    mkdirSync(dirname(path), { recursive: true });
    for (const name of readdirSync(CACHE)) if (name.startsWith('template-')) rmSync(join(CACHE, name), { force: true });
    const database = await openInMemory();
    const half = `${path}.${process.pid}`;
    writeFileSync(half, await database.dump());
    renameSync(half, path);
    await database.close();
  }
  project.provide('embeddedTemplate', path);
}
