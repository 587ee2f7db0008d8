/** Connections to PostgreSQL on every side: what our server opens unless told. */
export const CONNECTIONS = 10;

export interface OursSetting {
  /** PostgreSQL's address; null for the embedded database. */
  url: string | null;
}

export interface OursReady {
  port: number;
  cookies: string[];
  tenantId: string;
  personId: string;
}
