/** Who may do what. Reading the record is the audit administrator's alone; what each subject's history shows follows the subject. */
import type { Tx } from '../../platform/db/database.ts';
import type { Grants } from '../../platform/permission.ts';

export const AUDITORS: Grants = { audit_administrator: 'territory' };
/** Who asks that a person be erased, and who confirms it: never the same. */
export const ASKERS: Grants = { security_administrator: 'territory' };
export const CONFIRMERS: Grants = { system_administrator: 'territory' };

/** There is one record for the whole city, and one chain: an administrator of a county is not shown it. */
export const wholeCity = {
  missing: '留痕和个人信息注销由市级的管理员办理。',
  async find(tx: Tx, tenantId: string) {
    const city = await tx.selectFrom('tenant').where('id', '=', tenantId).select('code').executeTakeFirstOrThrow();
    return { region: city.code };
  },
};
