import { namePattern } from '@luoshi/server/contract';
import type { Organisation } from '@luoshi/server/modules/people/contract';

/** Do the typed words mean this organisation? The same as the server's search: characters, pinyin, initials, mixed. */
export function organisationMatches(organisation: Pick<Organisation, 'pinyin'>, typed: string): boolean {
  const pattern = namePattern(typed);
  return pattern === null || new RegExp(pattern, 'u').test(organisation.pinyin);
}
