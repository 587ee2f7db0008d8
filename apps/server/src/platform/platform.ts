import type { Logger } from 'pino';
import type { Actor } from './actor.ts';
import type { Clock } from './clock.ts';
import type { Database, Tx } from './db/database.ts';
import type { Files } from './files/files.ts';
import type { Keys } from './keys.ts';
import type { Metrics } from './metrics.ts';
import type { May } from './permission.ts';
import type { PersonalTable } from './personal-columns.ts';
import type { Setting } from './settings.ts';

/** What a request shows of who sends it. One of the first two is there. */
export interface Credentials {
  readonly tenantId: string;
  /** Token of the session's cookie. */
  readonly session: string | null;
  /** Token of the Authorization header. */
  readonly bearer: string | null;
  readonly address: string | null;
  readonly clock: Clock;
}

/** What a running server consists of. Passed along, never a global. */
export interface Platform {
  readonly db: Database;
  readonly files: Files;
  /** The data folder, for what is kept in files of its own beside the uploaded ones. */
  readonly data: string;
  readonly keys: Keys;
  readonly clock: Clock;
  readonly log: Logger;
  readonly metrics: Metrics;
  /** Every mounted operation and who may call it; filled by mount. */
  readonly operations: Map<string, May>;
  /** Every setting that the rooms handed over, by name. */
  readonly settings: ReadonlyMap<string, Setting>;
  /** What of all tables is a person's own. */
  readonly personal: readonly PersonalTable[];
  /** The city that this server serves; throws STARTING before it is loaded. */
  tenantId(): string;
  /** Who a session or a machine's token belongs to; null when there is no such thing or it has ended. Given by the accounts room. */
  authenticate(tx: Tx, credentials: Credentials): Promise<Actor | null>;
}
