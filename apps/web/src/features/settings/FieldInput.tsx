import { Form, Input, InputNumber, Select, Switch } from 'antd';
import type { ReactNode } from 'react';
import { choiceWords, type Field } from './fields.ts';

/** A field of a setting, by its kind; its standard value below. */
export function FieldInput({ field, standard }: { field: Field; standard: string }) {
  const bounds =
    field.kind === 'number' && field.min !== undefined && field.max !== undefined
      ? `可填 ${field.min} 到 ${field.max}，`
      : '';
  return (
    <Form.Item
      name={field.key || 'whole'}
      label={field.label}
      extra={
        <>
          {bounds}标准值 <span data-foreign>{standard}</span>
        </>
      }
      rules={field.kind === 'number' ? [{ required: true, message: '请填写数字' }] : []}
      {...(field.kind === 'switch' ? { valuePropName: 'checked' } : {})}
    >
      {inputOf(field)}
    </Form.Item>
  );
}

function inputOf(field: Field): ReactNode {
  switch (field.kind) {
    case 'number':
      return (
        <InputNumber
          precision={0}
          controls={false}
          {...(field.min === undefined ? {} : { min: field.min })}
          {...(field.max === undefined ? {} : { max: field.max })}
        />
      );
    case 'switch':
      return <Switch checkedChildren="开" unCheckedChildren="关" />;
    case 'choice':
      return <Select options={field.options.map((value) => ({ value, label: choiceWords(value) }))} />;
    case 'choices':
      return <Select mode="multiple" options={field.options.map((value) => ({ value, label: choiceWords(value) }))} />;
    case 'lines':
      return <Input.TextArea rows={6} placeholder="一行一个" />;
    case 'text':
      return <Input maxLength={500} />;
  }
}
