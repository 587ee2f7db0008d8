import type { CreatedAt, Defaulted, Json, RowVersion } from '../../platform/db/columns.ts';
import type { PersonalTable } from '../../platform/personal-columns.ts';
import type { Organisation, Role } from './contract.ts';

/** valid_from and valid_to are business dates; valid_to is the first day on which it no longer holds. */
interface Effective {
  valid_from: string;
  valid_to: string | null;
}

/** What about an organisation changes with time. */
export interface OrganisationState {
  name: string;
  short_name: string;
  kind: Organisation['kind'];
  position: number;
  aliases: string[];
  function: string;
  duties: string[];
  region_code: string;
  parent_id: string | null;
  pinyin: string;
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
  /** How it was from a day on, until its next state or its end; `organisation` is how it is today. */
  organisation_state: OrganisationState & { tenant_id: string; organisation_id: string; valid_from: string };
  /** Who took over from an organisation that ended; its own successor_id is the first of them. */
  organisation_successor: { tenant_id: string; organisation_id: string; successor_id: string; position: number };
  /** Who belonged to a group such as 各县区, when. */
  organisation_membership: Effective & { tenant_id: string; group_id: string; member_id: string; position: number };
  /** Who belongs to it today. */
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
    /** The first day on which it issues nothing any more. */
    ended_on: Defaulted<string | null>;
    row_version: RowVersion;
  };
  person: {
    tenant_id: string;
    id: string;
    name: string;
    /** The city's own number for them, by which an import knows them again. */
    code: Defaulted<string | null>;
    phone: Defaulted<string | null>;
    email: Defaulted<string | null>;
    /** Whose staff they are: who keeps their entry. Null for those who came before this was kept. */
    organisation_id: Defaulted<string | null>;
    pinyin: Defaulted<string>;
    created_at: CreatedAt;
    row_version: RowVersion;
  };
  post: Effective & {
    tenant_id: string;
    id: string;
    person_id: string;
    organisation_id: string;
    title: string;
    role: Role;
    /** When the security administrator granted the role; null while it waits for that and gives no permission. */
    granted_at: Date | null;
    granted_by: Defaulted<string | null>;
    /** When the security administrator took the role back, or declined to grant it. */
    withdrawn_at: Defaulted<Date | null>;
    /** Can stand behind an item (分管领导 / 包联领导). */
    sponsor: Defaulted<boolean>;
    position: number;
    row_version: RowVersion;
  };
  /** Who acts with somebody else's post (AB 角): while it holds and is granted. */
  deputy: Effective & {
    tenant_id: string;
    id: string;
    post_id: string;
    person_id: string;
    reason: string;
    set_by: string | null;
    /** At once when the holder or the organisation's approver set it; else by the security administrator. */
    granted_at: Date | null;
    granted_by: Defaulted<string | null>;
    withdrawn_at: Defaulted<Date | null>;
    row_version: RowVersion;
  };
}

export const personalColumns: readonly PersonalTable[] = [
  { table: 'person', person: 'id', columns: { name: 'name', phone: null, email: null, pinyin: '', code: null } },
];
