/** Pure: what an event changed, field by field, in words that a person reads. Days stay as 2026-06-30, for the page to say. */
import { z } from 'zod';
import type { Change } from './contract.ts';
import { canonical } from './digest.ts';
import type { FieldWords } from './event-type.ts';

export interface Names {
  organisation(id: string): string;
  person(id: string): string;
}

interface Definition {
  type: string;
  shape?: Record<string, z.ZodType>;
  element?: z.ZodType;
  innerType?: z.ZodType;
  options?: readonly z.ZodType[];
  in?: z.ZodType;
}
const definitionOf = (schema: z.ZodType) => schema._zod.def as unknown as Definition;

/** How a schema's field is said, also where that stands inside of optional or nullable. */
function wordsOf(schema: z.ZodType): FieldWords {
  const own = z.globalRegistry.get(schema) as FieldWords | undefined;
  const { innerType } = definitionOf(schema);
  return innerType ? { ...wordsOf(innerType), ...own } : (own ?? {});
}

function fieldsOf(schema: z.ZodType): [string, z.ZodType][] {
  const { type, shape, innerType, options, in: from } = definitionOf(schema);
  if (type === 'object') return Object.entries(shape!);
  if (type === 'union') return [...new Map(options!.flatMap(fieldsOf))];
  const inside = innerType ?? from;
  return inside ? fieldsOf(inside) : [];
}

const fieldIn = (data: unknown, name: string): unknown =>
  data !== null && typeof data === 'object' ? (data as Record<string, unknown>)[name] : undefined;

/** The fields that differ, in the order of the schema. */
export function sayChanges(schema: z.ZodType, before: unknown, after: unknown, names: Names): Change[] {
  return fieldsOf(schema).flatMap(([name, field]) => {
    const { title } = wordsOf(field);
    if (title === undefined) return [];
    const [was, is] = [fieldIn(before, name), fieldIn(after, name)];
    if (canonical(was) === canonical(is)) return [];
    const change = { field: title, before: sayValue(field, was, names), after: sayValue(field, is, names) };
    return change.before === change.after ? [] : [change];
  });
}

function sayValue(schema: z.ZodType, value: unknown, names: Names): string {
  if (value === null || value === undefined || value === '') return '';
  const own = wordsOf(schema);
  if (Array.isArray(value))
    return value.map((one) => sayValue(elementOf(schema), one, names) || sayWith(own, one, names)).join('、');
  const said = sayWith(own, value, names);
  if (said !== '') return said;
  return fieldsOf(schema)
    .flatMap(([name, field]) => {
      const { title } = wordsOf(field);
      const inside = sayValue(field, fieldIn(value, name), names);
      return title === undefined || inside === '' ? [] : [`${title}：${inside}`];
    })
    .join('，');
}

function elementOf(schema: z.ZodType): z.ZodType {
  const { element, innerType } = definitionOf(schema);
  return element ?? (innerType ? elementOf(innerType) : schema);
}

function sayWith({ names: kind, words }: FieldWords, value: unknown, names: Names): string {
  if (typeof value === 'object') return '';
  if (typeof value === 'boolean') return words?.[String(value)] ?? (value ? '是' : '否');
  const text = String(value);
  if (kind) return names[kind](text);
  return words?.[text] ?? text;
}

/** The ids of organisations and people that fields speak of, to be named. */
export function idsIn(schema: z.ZodType, data: unknown): { organisation: string[]; person: string[] } {
  const ids = { organisation: [] as string[], person: [] as string[] };
  collect(schema, data, {}, ids);
  return ids;
}

function collect(
  schema: z.ZodType,
  value: unknown,
  above: FieldWords,
  ids: Record<'organisation' | 'person', string[]>,
): void {
  if (value === null || value === undefined) return;
  const own = wordsOf(schema);
  const kind = own.names ?? above.names;
  if (typeof value === 'string') {
    if (kind) ids[kind].push(value);
  } else if (Array.isArray(value))
    for (const one of value) collect(elementOf(schema), one, { ...(kind ? { names: kind } : {}) }, ids);
  else if (typeof value === 'object')
    for (const [name, field] of fieldsOf(schema)) collect(field, fieldIn(value, name), {}, ids);
}
