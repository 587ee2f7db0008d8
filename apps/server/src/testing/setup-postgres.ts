import type { TestProject } from 'vitest/node';
import { openPostgres } from '../platform/db/open.ts';
import { newId } from '../platform/ids.ts';
import { postgresServer, query, startCluster } from './postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address with {} for the database's name. */
    postgresAddress: string;
    postgresTemplate: string;
    /** The superuser of our own cluster; '' on an outside server. */
    postgresAdministrator: string;
  }
}

/** A server, and in it a migrated database to copy. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const from = postgresServer()!;
  const cluster = 'programs' in from ? await startCluster(from.programs) : null;
  const address = (name: string) => (cluster ? cluster.address(name) : inDatabase((from as { url: string }).url, name));
  const maintenance = cluster ? cluster.address('postgres') : (from as { url: string }).url;
  const template = `luoshi_template_${newId().replaceAll('-', '')}`;
  await query(maintenance, `create database ${template}`);
  await (await openPostgres(address(template), 1)).close();
  project.provide('postgresAddress', address('{}'));
  project.provide('postgresTemplate', template);
  project.provide('postgresAdministrator', cluster?.administrator ?? '');
  return async () => {
    if (!cluster) await query(maintenance, `drop database if exists ${template}`);
    await cluster?.stop();
  };
}

/** The same server, another database. By hand, as the driver also takes addresses that are no URL (a socket's folder). */
function inDatabase(url: string, name: string): string {
  const [, server, parameters] = /^([^?]*?:\/\/[^/?]*)(?:\/[^?]*)?(\?.*)?$/.exec(url) ?? [];
  if (server === undefined) throw new Error(`DATABASE_URL is no address of a database: ${url}`);
  return `${server}/${name}${parameters ?? ''}`;
}
