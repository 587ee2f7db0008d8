import { IDEMPOTENCY_HEADER } from '../../contract.ts';
import { newId } from '../../platform/ids.ts';
import { TEST_PASSWORD } from '../../testing/builders.ts';
import type { Answer, TestServer } from '../../testing/harness.ts';
import type { Role } from '../people/contract.ts';

let addresses = 0;

/** Somebody at a browser of their own, each at another address, so that the limits by address do not mix with those by account. */
export function browser(
  server: TestServer,
  userAgent = 'Mozilla/5.0 (Windows NT 10.0) Chrome/126.0.0.0 Edg/126.0.0.0',
) {
  addresses += 1;
  const remoteAddress = `10.${(addresses >> 16) & 255}.${(addresses >> 8) & 255}.${addresses & 255}`;
  let cookie = '';
  const send = async (method: 'GET' | 'POST' | 'DELETE', url: string, payload?: object): Promise<Answer> => {
    const answer = await server.app.inject({
      method,
      url,
      remoteAddress,
      headers: { cookie, 'user-agent': userAgent, [IDEMPOTENCY_HEADER]: newId() },
      ...(payload ? { payload } : {}),
    });
    const set = answer.headers['set-cookie'];
    if (set) cookie = String(set).split(';')[0]!;
    const json = String(answer.headers['content-type']).includes('json');
    const body = json && answer.payload ? answer.json() : undefined;
    return { status: answer.statusCode, headers: answer.headers, body, bytes: answer.rawPayload };
  };
  return {
    address: remoteAddress,
    get: (url: string) => send('GET', url),
    post: (url: string, body: object = {}) => send('POST', url, body),
    delete: (url: string) => send('DELETE', url),
    signIn: (account: string, password = TEST_PASSWORD) => send('POST', '/api/session', { account, password }),
  };
}

/** Accounts of a real city: none of its passwords is public. */
export async function makeReal(server: TestServer): Promise<void> {
  await server.db.system(async (tx) => {
    await tx.updateTable('tenant').set({ demo: false }).execute();
    await tx.updateTable('account').set({ demo_password: null, password_changed_at: server.clock.now() }).execute();
    // Two factors are for the tests that are about them.
    await tx
      .insertInto('setting')
      .values({
        tenant_id: server.city.tenantId,
        name: 'accounts.second-factor',
        value: '{"roles":[]}',
        row_version: 1,
      })
      .execute();
  });
}

/** Names of the events about a person, the oldest first. */
export const eventsOf = async (server: TestServer, role: Role): Promise<string[]> => {
  const rows = await server.db.system((tx) =>
    tx
      .selectFrom('event')
      .where('subject_id', '=', server.city.people[role].personId)
      .where('operation', 'like', 'accounts.%')
      .orderBy('id')
      .select('operation')
      .execute(),
  );
  return rows.map((row) => row.operation.replace('accounts.', ''));
};
