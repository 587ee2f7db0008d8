import { ROLE_NAMES } from '@luoshi/server/modules/people/contract';

/** How a value is entered, read from its JSON Schema. */
export type Field = { readonly key: string; readonly label: string } & (
  | { readonly kind: 'number'; readonly min: number | undefined; readonly max: number | undefined }
  | { readonly kind: 'switch' }
  | { readonly kind: 'text' }
  | { readonly kind: 'choice'; readonly options: readonly string[] }
  | { readonly kind: 'choices'; readonly options: readonly string[] }
  | { readonly kind: 'lines' }
);

interface Schema {
  type?: string;
  title?: string;
  enum?: string[];
  minimum?: number;
  maximum?: number;
  items?: Schema;
  properties?: Record<string, Schema>;
}

/** The value itself, where it is no object. */
export const WHOLE = '';

/** The fields of a setting, in the order of its schema; one alone, of key WHOLE, where the value is no object. */
export function fieldsOf(schema: Record<string, unknown>, label: string): Field[] {
  const { type, properties } = schema as Schema;
  if (type !== 'object' || !properties) return [fieldOf(WHOLE, schema as Schema, label)];
  return Object.entries(properties).map(([key, of]) => fieldOf(key, of, of.title ?? key));
}

function fieldOf(key: string, schema: Schema, label: string): Field {
  const { type, enum: options, items } = schema;
  if (options) return { key, label, kind: 'choice', options };
  if (type === 'integer' || type === 'number')
    return { key, label, kind: 'number', min: schema.minimum, max: schema.maximum };
  if (type === 'boolean') return { key, label, kind: 'switch' };
  if (type === 'array')
    return items?.enum ? { key, label, kind: 'choices', options: items.enum } : { key, label, kind: 'lines' };
  return { key, label, kind: 'text' };
}

const WORDS: Readonly<Record<string, string>> = {
  ...ROLE_NAMES,
  tls: 'TLS 加密',
  starttls: 'STARTTLS 加密',
  none: '不加密',
  off: '关闭',
  simulator: '模拟（不真正发出）',
  keep: '保留',
  strip: '去除',
  refuse: '拒收',
  quarantine: '隔离待查',
};

/** A choice as it is called. */
export const choiceWords = (option: string): string => WORDS[option] ?? option;

/** The part of a value that a field is about. */
export const partOf = (value: unknown, { key }: Field): unknown =>
  key === WHOLE ? value : (value as Record<string, unknown> | null)?.[key];

/** A value as it reads. */
export function valueWords(value: unknown, field: Field): string {
  if (field.kind === 'switch') return value ? '开启' : '关闭';
  if (field.kind === 'choice') return choiceWords(String(value));
  if (Array.isArray(value)) {
    if (value.length === 0) return '（空）';
    return value.map((one) => (field.kind === 'choices' ? choiceWords(String(one)) : String(one))).join('、');
  }
  return value === '' || value === null || value === undefined ? '（空）' : String(value);
}

/** Form values to the setting's value: lines of text become a list, without the empty ones. */
export function valueFrom(entered: Record<string, unknown>, fields: readonly Field[], before: unknown): unknown {
  const one = (field: Field) => {
    const value = entered[field.key || 'whole'];
    if (field.kind !== 'lines') return value ?? (field.kind === 'text' ? '' : value);
    return String(value ?? '')
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean);
  };
  const [first] = fields;
  if (first?.key === WHOLE) return one(first);
  return { ...(before as object), ...Object.fromEntries(fields.map((field) => [field.key, one(field)])) };
}

/** The setting's value to form values. */
export const enteredFrom = (value: unknown, fields: readonly Field[]): Record<string, unknown> =>
  Object.fromEntries(
    fields.map((field) => {
      const part = partOf(value, field);
      return [field.key || 'whole', field.kind === 'lines' ? ((part as string[]) ?? []).join('\n') : part];
    }),
  );
