import type { App } from './platform/http/app.ts';
import type { JobHandler } from './platform/jobs/jobs.ts';
import type { Setting } from './platform/settings.ts';

/** What a room hands to the server from its index.ts. */
export interface Room {
  readonly name: string;
  routes?(app: App): void;
  readonly jobs?: readonly JobHandler[];
  readonly settings?: readonly Setting[];
}
