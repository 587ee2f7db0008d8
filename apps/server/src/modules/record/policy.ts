/** Who may do what. Reading the record is the audit administrator's alone; what each subject's history shows follows the subject. */
import type { Grants } from '../../platform/permission.ts';

export const AUDITORS: Grants = { audit_administrator: 'territory' };
/** Who asks that a person be erased, and who confirms it: never the same. */
export const ASKERS: Grants = { security_administrator: 'territory' };
export const CONFIRMERS: Grants = { system_administrator: 'territory' };
