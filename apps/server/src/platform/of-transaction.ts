import type { Database, Tx } from './db/database.ts';
import type { Operation } from './operation.ts';
import type { Platform } from './platform.ts';

const platforms = new WeakMap<Tx, Platform>();
const operations = new WeakMap<Tx, Pick<Operation, 'name' | 'may' | 'leaves'>>();

/** The same database, whose transactions know the platform that they belong to. */
export function attended<D extends Database>(db: D, platform: () => Platform): D {
  const knowing =
    <T>(fn: (tx: Tx) => Promise<T>) =>
    (tx: Tx): Promise<T> => {
      platforms.set(tx, platform());
      return fn(tx);
    };
  return {
    ...db,
    transaction: (tenantId, fn) => db.transaction(tenantId, knowing(fn)),
    system: (fn) => db.system(knowing(fn)),
  };
}

/** The platform whose transaction it is. Throws for one that was opened past it. */
export function platformOf(tx: Tx): Platform {
  const platform = platforms.get(tx);
  if (!platform) throw new Error('this transaction was not opened by the platform');
  return platform;
}

/** From now on the transaction is this operation's. */
export const performing = (tx: Tx, operation: Pick<Operation, 'name' | 'may' | 'leaves'>): void => {
  operations.set(tx, operation);
};

/** The operation whose transaction it is; none in jobs. */
export const operationOf = (tx: Tx): Pick<Operation, 'name' | 'may' | 'leaves'> | undefined => operations.get(tx);
