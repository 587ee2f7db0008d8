import { type RawBuilder, sql } from 'kysely';
import { namePattern } from '../../contract.ts';
import { operation } from '../../platform/operation.ts';
import { type Scope, within } from '../../platform/permission.ts';
import { accountPage } from './account-rows.ts';
import { BOTH, regionOfPerson } from './administration.ts';
import { AccountFilter, Accounts } from './contract.ts';

/** Accounts by the person's or account's name, in the order of the accounts' names. */
export const listAccounts = operation({
  name: 'accounts.list',
  may: BOTH,
  input: AccountFilter,
  output: Accounts,
  run: ({ tx, actor, clock, scope, input }) =>
    accountPage(tx, actor.tenantId, clock, {
      matching: sql<boolean>`${reached(scope)} and ${named(input.q)}`,
      state: input.state ?? null,
      after: input.cursor ?? null,
      limit: input.limit,
    }),
});

const reached = (scope: Scope) => within(scope, { region: (codes) => sql<boolean>`${regionOfPerson} = any(${codes})` });

function named(q: string | undefined): RawBuilder<boolean> {
  const pattern = q ? namePattern(q) : null;
  if (!q || pattern === null) return sql<boolean>`true`;
  return sql<boolean>`(person.pinyin ~ ${pattern} or strpos(lower(account.name), ${q.toLowerCase()}) > 0
    or strpos(person.name, ${q}) > 0)`;
}
