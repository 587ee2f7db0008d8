import { CompiledQuery, Kysely } from 'kysely';
import pg from 'pg';
import { runAfterCommit } from './after-commit.ts';
import type { Transactions, Tx } from './database.ts';
import { attach, poolDialect, withNext } from './driver.ts';
import type { Schema } from './schema.ts';
import { carrySignals, signalsFor } from './signals.ts';

const INT8 = 20;
const INT8_ARRAY = 1016;
const DATE = 1082;
const DATE_ARRAY = 1182;

/** What both databases read values as; the driver's own parsers for the rest. */
export const columnParsers: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    if (oid === INT8) return safeInteger;
    // A day has no time zone; the driver would make it a moment.
    if (oid === DATE) return (text: string) => text;
    if (oid === DATE_ARRAY) return parseTexts;
    if (oid === INT8_ARRAY)
      return (text: string) => parseTexts(text).map((one) => (one === null ? null : safeInteger(one)));
    return pg.types.getTypeParser(oid, format as 'text');
  }) as pg.CustomTypesConfig['getTypeParser'],
};

// The driver's types list no arrays, though it parses them.
const TEXT_ARRAY = 1009 as Parameters<typeof pg.types.getTypeParser>[0];
const parseTexts = pg.types.getTypeParser(TEXT_ARRAY) as unknown as (text: string) => (string | null)[];

function safeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} is too large for a number`);
  return value;
}

/** Transactions over a pool of the pg driver: a pool of one for the embedded database, of several for PostgreSQL. */
export function pooledDatabase(
  kind: Transactions['kind'],
  pool: pg.Pool,
  role: string | null,
  onClose?: () => Promise<void>,
): Transactions {
  const kysely = new Kysely<Schema>({ dialect: poolDialect(pool) });
  const signals = signalsFor(kind, pool);
  // The city, the role that row level security holds for, and days as Beijing has them: sent with the first statement.
  const begin = (settings: string) => `begin; select ${settings}, set_config('TimeZone', 'Asia/Shanghai', true)`;
  const asSystem = begin(`set_config('luoshi.system', 'on', true)`);
  const asCity = (tenantId: string) =>
    begin(`set_config('luoshi.tenant_id', '${uuid(tenantId)}', true), set_config('role', '${role ?? 'none'}', true)`);
  const committed = async <T>(beginning: string, fn: (tx: Tx) => Promise<T>): Promise<T> => {
    const { tx, value } = await kysely.transaction().execute(async (tx) => {
      carrySignals(tx, signals);
      await attach(tx);
      withNext(tx, CompiledQuery.raw(beginning));
      return { tx, value: await fn(tx) };
    });
    runAfterCommit(tx);
    return value;
  };
  return {
    kind,
    transaction: (tenantId, fn) => committed(asCity(tenantId), fn),
    system: (fn) => committed(asSystem, fn),
    listen: (topic, hear) => signals.listen(topic, hear),
    async close() {
      await signals.close();
      await kysely.destroy();
      await onClose?.();
    },
  };
}

/** It goes into the text of a statement, so it is nothing but one. */
function uuid(text: string): string {
  if (!/^[0-9a-f-]{36}$/i.test(text)) throw new RangeError('not a UUID');
  return text;
}
