import type { ComponentType } from 'react';
import type { RouteObject } from 'react-router';

/** What a page's route says about itself: any one of these operations opens it; none when being signed in is enough. */
export interface PageHandle {
  needs: readonly string[];
}

/**
 * A page of the frame: its address, the operation that it reads by (one of several, or null when being signed in is enough),
 * and its chunk. Who may not call the operation is told so instead, before anything of the page shows.
 */
export function page(
  path: string,
  needs: string | readonly string[] | null,
  load: () => Promise<ComponentType>,
): RouteObject {
  const handle: PageHandle = { needs: needs === null ? [] : typeof needs === 'string' ? [needs] : needs };
  return { path, handle, lazy: async () => ({ Component: await load() }) };
}

/** Whether somebody who may do this much opens a page that needs that. */
export const opens = (may: readonly string[], needs: readonly string[]): boolean =>
  needs.length === 0 || needs.some((one) => may.includes(one));
