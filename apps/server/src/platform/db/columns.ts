import type { ColumnType } from 'kysely';

/** timestamptz: a Date both ways. */
export type Timestamp = ColumnType<Date, Date, Date>;
/** timestamptz with `default now()`, never updated. */
export type CreatedAt = ColumnType<Date, Date | undefined, never>;
/** int8 with `default 1`, raised by one with every update: optimistic locking. */
export type RowVersion = ColumnType<number, number | undefined, number>;
/** jsonb: read as a value, written with `json(value)`, because the driver would send a bare array as a PostgreSQL array. */
export type Json<T> = ColumnType<T, string, string>;
/** A column with a default. */
export type Defaulted<T> = ColumnType<T, T | undefined, T>;

/** For a jsonb column. */
export const json = (value: unknown): string => JSON.stringify(value);
