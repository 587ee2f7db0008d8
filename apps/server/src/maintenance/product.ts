import { readFileSync } from 'node:fs';

const read = (path: string) =>
  JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8')) as {
    version: string;
    dependencies: Record<string, string>;
  };

const server = read('../../package.json');

/** Version of this program. */
export const PRODUCT_VERSION = server.version;
/** Version of the embedded database's engine. */
export const ENGINE_VERSION = server.dependencies['@electric-sql/pglite']!;
