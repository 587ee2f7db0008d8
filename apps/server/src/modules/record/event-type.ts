import { z } from 'zod';

/** Why a field is personal, which decides how it is masked. */
export type PersonalKind = 'name' | 'phone' | 'email' | 'address' | 'account';

/** Fields that are a person's own: declared where the schema is. Inside events they are encrypted with that person's key. */
export const personalFields = z.registry<{ kind: PersonalKind }>();

/** Classifies a field as personal. */
export function personal<S extends z.ZodType>(schema: S, kind: PersonalKind): S {
  // The registry's own types tell an input from an output, which a classification does not.
  personalFields.add(schema as never, { kind } as never);
  return schema;
}

/** A kind of fact in the record: what it is called, what it is about, and what its before and after look like. */
export interface EventType<Data extends z.ZodType = z.ZodType> {
  /** "accounts.lock": room, dot, verb. */
  readonly name: string;
  /** What was done, in the words of the office: 锁定账号. */
  readonly label: string;
  /** Table of the row that changed: "account". */
  readonly subject: string;
  readonly data: Data;
  /** Whose the personal fields of the data are; the subject itself unless told. */
  readonly person?: (data: z.output<Data>) => string | null;
}

export const eventType = <Data extends z.ZodType>(definition: EventType<Data>): EventType<Data> => definition;
