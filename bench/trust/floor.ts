// What one would write without us: fastify and pg, the row and one audit row in one transaction; as a process of its own.
import Fastify from 'fastify';
import pg from 'pg';
import { newId } from '../../apps/server/src/platform/ids.ts';
import { CONNECTIONS } from './sides.ts';

export interface FloorSetting {
  url: string;
  tenantId: string;
  personId: string;
}

async function serve({ url, tenantId, personId }: FloorSetting): Promise<number> {
  const pool = new pg.Pool({ connectionString: url, max: CONNECTIONS });
  const app = Fastify();
  const route = (path: string, note: string, audit: string, enter: (client: pg.PoolClient) => Promise<unknown>) =>
    app.post<{ Body: { title: string; body: string } }>(path, async (request, reply) => {
      const { title, body } = request.body;
      const id = newId();
      const now = new Date();
      const client = await pool.connect();
      try {
        await client.query('begin');
        await enter(client);
        await client.query(
          `insert into ${note} (tenant_id, id, title, body, person_id, created_at) values ($1, $2, $3, $4, $5, $6)`,
          [tenantId, id, title, body, personId, now],
        );
        await client.query(
          `insert into ${audit} (tenant_id, id, at, actor_id, operation, subject_kind, subject_id, before, after)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
          [tenantId, newId(), now, personId, 'bench.note', 'note', id, null, JSON.stringify({ title, body })],
        );
        await client.query('commit');
      } catch (error) {
        await client.query('rollback');
        throw error;
      } finally {
        client.release();
      }
      return reply.status(201).send({ id, title, body });
    });
  route('/bare', 'note_bare', 'audit_bare', async () => {});
  route('/role', 'note_role', 'audit_role', (client) =>
    client.query(`select set_config('luoshi.tenant_id', $1, true), set_config('role', 'luoshi_app', true)`, [tenantId]),
  );
  await app.listen({ port: 0, host: '127.0.0.1' });
  return (app.server.address() as { port: number }).port;
}

process.on('message', async (setting: FloorSetting) => process.send!({ port: await serve(setting) }));
