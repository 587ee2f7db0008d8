export interface MaintenanceTables {
  /** Backups made or tried, newest known by `finished_at`. */
  backup: {
    tenant_id: string;
    id: string;
    started_at: Date;
    finished_at: Date;
    scheduled: boolean;
    folder: string;
    table_rows: number | null;
    files: number | null;
    bytes: number | null;
    /** Why it failed; null for one that is whole. */
    problem: string | null;
  };
}
