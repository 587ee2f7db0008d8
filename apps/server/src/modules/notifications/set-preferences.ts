import { sql } from 'kysely';
import { json } from '../../platform/db/columns.ts';
import { AppError } from '../../platform/errors.ts';
import { operation } from '../../platform/operation.ts';
import { record } from '../record/index.ts';
import { addressees } from './addressees.ts';
import { Preferences, PreferencesInput } from './contract.ts';
import { armDigest } from './digest.ts';
import { preferencesSet } from './events.ts';
import { inboxOf } from './inbox.ts';
import { notificationTypes } from './notification-type.ts';
import { OWN } from './own.ts';
import { preferencesOf } from './preferences.ts';
import { waysOf } from './settings.ts';

export const setPreferences = operation({
  name: 'notifications.set-preferences',
  may: OWN,
  leaves: [preferencesSet],
  input: PreferencesInput,
  output: Preferences,
  run: async ({ tx, actor, clock, input }) => {
    const { tenantId } = actor;
    const personId = actor.personId!;
    const { quiet, digest, choices, rowVersion } = input;
    const known = new Set(notificationTypes().map(({ name }) => name));
    const unknown = Object.keys(choices).find((name) => !known.has(name));
    if (unknown) throw new AppError('INPUT_INVALID', '有一种通知已不存在。请刷新页面后重新设置。');
    const before = await preferencesOf(tx, tenantId, personId);
    const values = { quiet: quiet && json(quiet), digest: digest && json(digest), choices: json(choices) };
    const saved = await tx
      .insertInto('notification_preference')
      .values({ tenant_id: tenantId, person_id: personId, ...values })
      .onConflict((conflict) =>
        conflict
          .columns(['tenant_id', 'person_id'])
          .doUpdateSet({ ...values, row_version: sql<number>`notification_preference.row_version + 1` })
          .where('notification_preference.row_version', '=', rowVersion),
      )
      .returning('row_version')
      .executeTakeFirst();
    if (!saved || (rowVersion === 0) !== (saved.row_version === 1))
      throw new AppError('EDIT_CONFLICT', '您在别处改过通知偏好，这次没有保存。请刷新页面，核对后再改。');
    const facts = (of: typeof input | typeof before) => ({ quiet: of.quiet, digest: of.digest, choices: of.choices });
    await record(tx, {
      actor,
      clock,
      type: preferencesSet,
      subject: personId,
      before: facts(before),
      after: facts(input),
    });
    // A digest that is due comes at the new time, or no more; what has been waiting unread is in it.
    const [one] = await addressees(tx, tenantId, [personId], await waysOf(tx, tenantId));
    if (one && (await inboxOf(tx, tenantId, personId)).unread > 0) await armDigest(tx, { tenantId, clock }, one, true);
    return preferencesOf(tx, tenantId, personId);
  },
});
