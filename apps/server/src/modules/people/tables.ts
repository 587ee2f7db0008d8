import type { CreatedAt, Defaulted, Json, RowVersion } from '../../platform/db/columns.ts';
import type { Organisation, Role } from './contract.ts';

/** valid_from and valid_to are business dates; valid_to is the first day on which it no longer holds. */
interface Effective {
  valid_from: string;
  valid_to: string | null;
}

export interface PeopleTables {
  region: Effective & {
    tenant_id: string;
    code: string;
    name: string;
    short_name: string;
    parent_code: string | null;
    level: string;
    position: number;
  };
  organisation: Effective & {
    tenant_id: string;
    id: string;
    code: string;
    name: string;
    short_name: string;
    kind: Organisation['kind'];
    /** Place in the official order (建制顺序). */
    position: number;
    aliases: Defaulted<string[]>;
    /** Id of the standard government function whose duty words it inherits; "" if none. */
    function: Defaulted<string>;
    /** Duty words of its own, beyond those of its function. */
    duties: Defaulted<string[]>;
    /** The city's own for what belongs to no county. */
    region_code: string;
    parent_id: string | null;
    /** Who took over its work when it ended. */
    successor_id: string | null;
    pinyin: string;
    row_version: RowVersion;
  };
  /** Who belongs to a group such as 各县区. */
  organisation_member: { tenant_id: string; group_id: string; member_id: string; position: number };
  issuing_organ: {
    tenant_id: string;
    id: string;
    name: string;
    region_code: string;
    organisation_id: string | null;
    /** 河政办 by document kind: {"breakdown": "河政办", "supervision": "河政督"}. */
    number_prefixes: Json<Record<string, string>>;
    position: number;
  };
  person: { tenant_id: string; id: string; name: string; created_at: CreatedAt; row_version: RowVersion };
  post: Effective & {
    tenant_id: string;
    id: string;
    person_id: string;
    organisation_id: string;
    title: string;
    role: Role;
    /** When the security administrator granted the role; null while it waits for that and gives no permission. */
    granted_at: Date | null;
    /** Can stand behind an item (分管领导 / 包联领导). */
    sponsor: Defaulted<boolean>;
    position: number;
  };
}
