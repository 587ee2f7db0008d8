/** Personal values inside events: where a schema has them, sealed at writing and opened at reading. */
import type { z } from 'zod';
import type { CipherProvider } from '../../platform/keys.ts';
import { ERASED } from '../../platform/personal-columns.ts';
import { type EventType, type PersonalKind, personalFields } from './event-type.ts';
import type { Kept } from './personal-keys.ts';

/** Where in a value personal fields are. */
type Places =
  | { readonly at: 'here'; readonly kind: PersonalKind; readonly of: string | null }
  | { readonly at: 'fields'; readonly fields: ReadonlyMap<string, Places> }
  | { readonly at: 'elements'; readonly element: Places }
  | null;

interface Definition {
  type: string;
  shape?: Record<string, z.ZodType>;
  element?: z.ZodType;
  innerType?: z.ZodType;
  valueType?: z.ZodType;
  options?: readonly z.ZodType[];
  in?: z.ZodType;
}

const places = new WeakMap<EventType, Places>();

/** Looked for once a type. */
function placesOf(type: EventType): Places {
  if (!places.has(type)) places.set(type, search(type.data));
  return places.get(type)!;
}

function search(schema: z.ZodType): Places {
  const classified = personalFields.get(schema as never) as { kind: PersonalKind; of?: string } | undefined;
  if (classified) return { at: 'here', kind: classified.kind, of: classified.of ?? null };
  const definition = schema._zod.def as unknown as Definition;
  if (definition.type === 'object') return fields(Object.entries(definition.shape!));
  if (definition.type === 'array') return elements(search(definition.element!));
  if (definition.type === 'record') return elements(search(definition.valueType!));
  if (definition.type === 'pipe') return search(definition.in!);
  if (definition.type === 'union') {
    const found = definition.options!.map(search).filter((one) => one !== null);
    const all = found.flatMap((one) => (one.at === 'fields' ? [...one.fields] : []));
    return all.length ? { at: 'fields', fields: new Map(all) } : (found[0] ?? null);
  }
  return definition.innerType ? search(definition.innerType) : null;
}

function fields(entries: [string, z.ZodType][]): Places {
  const found = entries.flatMap(([name, schema]) => {
    const inside = search(schema);
    return inside ? [[name, inside] as const] : [];
  });
  return found.length ? { at: 'fields', fields: new Map(found) } : null;
}

const elements = (element: Places): Places => (element ? { at: 'elements', element } : null);

/** Calls `each` for every personal value that is there, and puts what it returns in its place. */
function replace(
  value: unknown,
  where: Places,
  each: (value: unknown, kind: PersonalKind, person: unknown) => unknown,
  parent: Record<string, unknown> = {},
): unknown {
  if (where === null || value === null || value === undefined) return value;
  if (where.at === 'here') return each(value, where.kind, where.of === null ? undefined : parent[where.of]);
  if (typeof value !== 'object') return value;
  if (where.at === 'elements')
    return Array.isArray(value)
      ? value.map((one) => replace(one, where.element, each, parent))
      : Object.fromEntries(Object.entries(value).map(([key, one]) => [key, replace(one, where.element, each, parent)]));
  const changed: Record<string, unknown> = { ...value };
  for (const [name, inside] of where.fields)
    if (changed[name] !== undefined) changed[name] = replace(changed[name], inside, each, value as never);
  return changed;
}

/** A personal value as it stands in an event. */
interface Sealed {
  /** Whose; null where that is nobody that the city knows. */
  $personal: string | null;
  kind: PersonalKind;
  /** Null where the person had been erased already. */
  sealed: string | null;
}

const isSealed = (value: object): value is Sealed => '$personal' in value;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const ownerOf = (type: EventType, subject: string, data: unknown): string | null =>
  type.person ? type.person(data) : UUID.test(subject) ? subject : null;

/** The people whose values the data has. */
export function peopleIn(type: EventType, subject: string, data: unknown): string[] {
  const where = placesOf(type);
  if (where === null || data === null) return [];
  const people: string[] = [];
  const owner = ownerOf(type, subject, data);
  replace(data, where, (_value, _kind, person) => {
    const id = person === undefined ? owner : person;
    if (typeof id === 'string') people.push(id);
    return null;
  });
  return people;
}

/** The data with its personal values sealed. */
export function sealed(
  type: EventType,
  subject: string,
  data: unknown,
  keys: ReadonlyMap<string, Kept>,
  seal: { cipher: CipherProvider; nobodys(text: string): string },
): unknown {
  const where = placesOf(type);
  if (where === null || data === null) return data;
  const owner = ownerOf(type, subject, data);
  return replace(data, where, (value, kind, person): Sealed => {
    const id = person === undefined ? owner : person;
    const text = JSON.stringify(value);
    if (typeof id !== 'string') return { $personal: null, kind, sealed: seal.nobodys(text) };
    const key = keys.get(id)?.key ?? null;
    return { $personal: id, kind, sealed: key && sealText(seal.cipher, key, text) };
  });
}

export const sealText = (cipher: CipherProvider, key: Uint8Array, text: string): string =>
  Buffer.from(cipher.seal(key, Buffer.from(text))).toString('base64');

export const openText = (cipher: CipherProvider, key: Uint8Array, text: string): string =>
  Buffer.from(cipher.open(key, Buffer.from(text, 'base64'))).toString();

/** The people whose values a recorded value has. */
export function ownersIn(value: unknown): string[] {
  if (value === null || typeof value !== 'object') return [];
  if (isSealed(value)) return value.$personal === null ? [] : [value.$personal];
  return Object.values(value).flatMap(ownersIn);
}

/** The recorded value as it was before it was sealed; what was an erased person's is said to be so. */
export function opened(
  value: unknown,
  keys: ReadonlyMap<string, Kept>,
  open: { cipher: CipherProvider; nobodys(text: string): string },
): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((one) => opened(one, keys, open));
  if (!isSealed(value))
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, opened(one, keys, open)]));
  if (value.$personal === null) return value.sealed === null ? ERASED : JSON.parse(open.nobodys(value.sealed));
  const key = keys.get(value.$personal)?.key ?? null;
  return key && value.sealed !== null ? JSON.parse(openText(open.cipher, key, value.sealed)) : ERASED;
}
