import { timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import ipaddr from 'ipaddr.js';
import { AppError } from '../platform/errors.ts';
import type { App } from '../platform/http/app.ts';
import type { Jobs } from '../platform/jobs/runner.ts';
import { checkHealth, takeReadings } from './health.ts';

/** Headers by which a reverse proxy says that somebody else is behind it. */
const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'];

/** For what watches over the server: is it alive, can it work, and its figures. */
export function mountProbes(app: App, jobs: Jobs, metricsToken: string | null): void {
  const { platform } = app;
  const hidden = { schema: { hide: true } };
  // Alive: the process answers, and so does its database. Who restarts servers looks here.
  app.get('/healthz', hidden, async () => {
    await platform.db.transaction(platform.tenantId(), async (tx) =>
      tx.selectFrom('tenant').select('id').executeTakeFirstOrThrow(),
    );
    return { status: 'ready' };
  });
  // Fit to be given requests. Who spreads requests over servers looks here.
  app.get('/readyz', hidden, async (request, reply) => {
    platform.tenantId();
    const checks = await checkHealth(platform, jobs);
    const ready = checks.every(({ ok }) => ok);
    // What is wrong is for who keeps the server; the rest need to know no more than whether.
    const told = isKeeper(request, metricsToken) ? checks : checks.map(({ name, ok }) => ({ name, ok }));
    return reply.status(ready ? 200 : 503).send({ ready, checks: told });
  });
  app.get('/metrics', hidden, async (request, reply) => {
    if (!isKeeper(request, metricsToken)) throw new AppError('NOT_FOUND', '没有这个地址。请检查网址是否写对。');
    const text = await platform.metrics.text(await takeReadings(platform));
    return reply.type(platform.metrics.contentType).serializer(String).send(text);
  });
}

/** Programs on this machine, and whoever has the token. A proxy on this machine is not everybody behind it. */
function isKeeper(request: FastifyRequest, token: string | null): boolean {
  if (token !== null) {
    const given = Buffer.from(request.headers.authorization ?? '');
    const want = Buffer.from(`Bearer ${token}`);
    if (given.length === want.length && timingSafeEqual(given, want)) return true;
  }
  const local = ipaddr.process(request.ip).range() === 'loopback';
  return local && FORWARDED.every((name) => request.headers[name] === undefined);
}
