import type { Logger } from 'pino';
import type { Actor } from './actor.ts';
import type { Clock } from './clock.ts';
import type { Database, Tx } from './db/database.ts';
import type { Files } from './files/files.ts';
import type { May } from './operation.ts';

/** What a running server consists of. Passed along, never a global. */
export interface Platform {
  readonly db: Database;
  readonly files: Files;
  readonly clock: Clock;
  readonly log: Logger;
  /** Every mounted operation and who may call it; filled by mount. */
  readonly operations: Map<string, May>;
  /** The city that this server serves; throws STARTING before it is loaded. */
  tenantId(): string;
  /** Who the session's token belongs to; null when there is no such session or it has ended. Given by the people room. */
  authenticate(tx: Tx, tenantId: string, token: string, clock: Clock): Promise<Actor | null>;
}
