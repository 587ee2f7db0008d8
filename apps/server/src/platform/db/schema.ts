import type { MaintenanceTables } from '../../maintenance/tables.ts';
import type { AccountTables } from '../../modules/accounts/tables.ts';
import type { BreakdownTables } from '../../modules/breakdowns/tables.ts';
import type { EvidenceTables } from '../../modules/evidence/tables.ts';
import type { LedgerTables } from '../../modules/ledgers/tables.ts';
import type { NotificationTables } from '../../modules/notifications/tables.ts';
import type { PeopleTables } from '../../modules/people/tables.ts';
import type { PeopleImportTables } from '../../modules/people-imports/tables.ts';
import type { RecordTables } from '../../modules/record/tables.ts';
import type { ReportTables } from '../../modules/reports/tables.ts';
import type { PlatformTables } from '../tables.ts';

/** All tables, joined from the rooms; a room adds its own here and writes to no other's. */
export interface Schema
  extends PlatformTables,
    PeopleTables,
    PeopleImportTables,
    AccountTables,
    RecordTables,
    ReportTables,
    BreakdownTables,
    LedgerTables,
    EvidenceTables,
    NotificationTables,
    MaintenanceTables {}
