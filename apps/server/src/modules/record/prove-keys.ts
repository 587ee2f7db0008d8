import { sql } from 'kysely';
import type { Database } from '../../platform/db/database.ts';
import { StartRefused } from '../../platform/errors.ts';
import type { Platform } from '../../platform/platform.ts';

/** Whether the database has content that was sealed or signed with keys: then new ones must not be made. */
export const knowsKeys = (db: Database): Promise<boolean> =>
  db.system(async (tx) => {
    const { rows } = await sql<{ known: boolean }>`select exists (select from key_mark) as known`.execute(tx);
    return rows[0]!.known;
  });

/** Notes the keys that the city begins with. Throws StartRefused when it was begun with others. */
export async function proveKeys({ db, keys, clock }: Platform, tenantId: string): Promise<void> {
  const mark = {
    tenant_id: tenantId,
    fingerprint: keys.fingerprint,
    public_key: keys.signer.publicKey,
    created_at: clock.now(),
  };
  const fingerprint = await db.transaction(tenantId, async (tx) => {
    await tx
      .insertInto('key_mark')
      .values(mark)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    const row = tx.selectFrom('key_mark').where('tenant_id', '=', tenantId).select('fingerprint');
    return (await row.executeTakeFirstOrThrow()).fingerprint;
  });
  if (fingerprint === keys.fingerprint) return;
  throw new StartRefused(
    '密钥目录里的密钥不是这个数据库所用的那一套，已加密的内容会无法读取，留痕也无法核对，所以不再启动。请恢复与数据库一起使用的密钥目录（data/keys，或环境变量 LUOSHI_KEYS 指定的目录）。',
  );
}
