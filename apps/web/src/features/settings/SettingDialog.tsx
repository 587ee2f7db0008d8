import { SettingConflict, type SettingRow } from '@luoshi/server/modules/settings/contract';
import { Alert, Button, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { isApiError, messageOf } from '../../shared/http/api-error.ts';
import { useChangeSetting } from './api.ts';
import { FieldInput } from './FieldInput.tsx';
import { enteredFrom, type Field, partOf, valueFrom, valueWords } from './fields.ts';

interface Props {
  setting: SettingRow;
  fields: readonly Field[];
  onClose: () => void;
  onDone: () => void;
}

/** Changing a setting. Whoever is slower than another sees what holds now, and what they typed stays. */
export function SettingDialog({ setting, fields, onClose, onDone }: Props) {
  const change = useChangeSetting(setting.name);
  const [seen, setSeen] = useState(setting);
  const [form] = Form.useForm<Record<string, unknown>>();
  const conflict = isApiError(change.error, 'EDIT_CONFLICT')
    ? SettingConflict.safeParse(change.error.details).data?.current
    : undefined;
  return (
    <Modal
      open
      title={setting.label}
      okText="保存"
      cancelText="取消"
      confirmLoading={change.isPending}
      mask={{ closable: false }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={enteredFrom(setting.value, fields)}
        onFinish={({ why, ...entered }) =>
          change.mutate(
            { value: valueFrom(entered, fields, seen.value), rowVersion: seen.rowVersion, why: String(why).trim() },
            { onSuccess: onDone },
          )
        }
      >
        {fields.map((field) => (
          <FieldInput key={field.key} field={field} standard={valueWords(partOf(setting.standard, field), field)} />
        ))}
        <p style={{ marginBottom: 16 }}>
          <Button size="small" onClick={() => form.setFieldsValue(enteredFrom(setting.standard, fields))}>
            填入标准值
          </Button>
        </p>
        <Form.Item name="why" label="理由" rules={[{ required: true, whitespace: true, message: '请写明理由或依据' }]}>
          <Input.TextArea rows={2} maxLength={200} />
        </Form.Item>
        {change.isError && (
          <Alert
            type={conflict ? 'warning' : 'error'}
            showIcon
            role="alert"
            title={messageOf(change.error)}
            description={
              conflict && (
                <>
                  <ul>
                    {fields.map((field) => (
                      <li key={field.key}>
                        {field.label}：{valueWords(partOf(conflict.value, field), field)}
                      </li>
                    ))}
                  </ul>
                  <Button
                    size="small"
                    onClick={() => {
                      setSeen(conflict);
                      change.reset();
                    }}
                  >
                    已经看过，仍按我填的保存
                  </Button>
                </>
              )
            }
          />
        )}
      </Form>
    </Modal>
  );
}
