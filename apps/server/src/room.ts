import type { App } from './platform/http/app.ts';
import type { JobHandler } from './platform/jobs/jobs.ts';
import type { PersonalTable } from './platform/personal-columns.ts';
import type { Setting } from './platform/settings.ts';

/** What a room hands to the server from its index.ts. */
export interface Room {
  readonly name: string;
  routes?(app: App): void;
  readonly jobs?: readonly JobHandler[];
  /** What of its tables is a person's own. */
  readonly personal?: readonly PersonalTable[];
  readonly settings?: readonly Setting[];
}
