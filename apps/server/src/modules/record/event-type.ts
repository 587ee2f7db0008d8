import { z } from 'zod';

/** Why a field is personal, which decides how it is masked. */
export type PersonalKind = 'name' | 'phone' | 'email' | 'address' | 'account';

/** Fields that are a person's own: declared where the schema is. Inside events they are sealed with that person's key. */
export const personalFields = z.registry<{ kind: PersonalKind; of?: string }>();

/**
 * Classifies a field as personal. `of` names the field beside it that has the id of the person whose it is, where that is
 * not the event's own.
 */
export function personal<S extends z.ZodType>(schema: S, kind: PersonalKind, of?: string): S {
  // The registry's own types tell an input from an output, which a classification does not.
  personalFields.add(schema as never, { kind, ...(of ? { of } : {}) } as never);
  return schema;
}

/**
 * How a field of an event is said: by `.meta({ title: '完成时限' })`, and where the value is no word itself, `names` says
 * what it is the id of, or `words` what each value is called. A field without a title is not told in a history.
 */
export interface FieldWords {
  readonly title?: string;
  readonly names?: 'organisation' | 'person';
  readonly words?: Readonly<Record<string, string>>;
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
  person?(data: z.output<Data>): string | null;
}

const known = new Map<string, EventType>();

export function eventType<Data extends z.ZodType>(definition: EventType<Data>): EventType<Data> {
  known.set(definition.name, definition);
  return definition;
}

/** The type of an event by what its row says; null where no room knows it any more. */
export const eventTypeNamed = (name: string): EventType | null => known.get(name) ?? null;

export const eventTypes = (): readonly EventType[] => [...known.values()];
