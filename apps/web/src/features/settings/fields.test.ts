import { expect, test } from 'vitest';
import { enteredFrom, fieldsOf, valueFrom, valueWords } from './fields.ts';

const object = {
  type: 'object',
  properties: {
    minutes: { type: 'integer', title: '锁定多少分钟', minimum: 10, maximum: 1440 },
    on: { type: 'boolean', title: '开启' },
    roles: { type: 'array', title: '角色', items: { type: 'string', enum: ['viewer', 'leader'] } },
    address: { title: '地址', anyOf: [{ const: '' }, { type: 'string', format: 'uri' }] },
    security: { enum: ['tls', 'none'], type: 'string' },
  },
};

test('each property becomes a field by its type, called by its title', () => {
  expect(fieldsOf(object, '锁定')).toEqual([
    { key: 'minutes', label: '锁定多少分钟', kind: 'number', min: 10, max: 1440 },
    { key: 'on', label: '开启', kind: 'switch' },
    { key: 'roles', label: '角色', kind: 'choices', options: ['viewer', 'leader'] },
    { key: 'address', label: '地址', kind: 'text' },
    { key: 'security', label: 'security', kind: 'choice', options: ['tls', 'none'] },
  ]);
});

test('values read in words', () => {
  const fields = fieldsOf(object, '锁定');
  const value = { minutes: 30, on: true, roles: ['viewer', 'leader'], address: '', security: 'none' };
  expect(fields.map((field) => valueWords(value[field.key as keyof typeof value], field))).toEqual([
    '30',
    '开启',
    '只读、分管/包联领导',
    '（空）',
    '不加密',
  ]);
});

test('what is entered becomes the value again, and what the page does not know stays', () => {
  const fields = fieldsOf(object, '锁定');
  const value = { minutes: 30, on: false, roles: [], address: 'https://a.example', security: 'tls', later: 1 };
  expect(valueFrom(enteredFrom(value, fields), fields, value)).toEqual(value);
});

test('a list is entered a line each', () => {
  const fields = fieldsOf({ type: 'array', items: { type: 'string' } }, '外联地址表');
  expect(enteredFrom(['a.example', 'b.example'], fields)).toEqual({ whole: 'a.example\nb.example' });
  expect(valueFrom({ whole: ' a.example \n\nc.example\n' }, fields, [])).toEqual(['a.example', 'c.example']);
});
