import { Alert, Form, Input, Modal } from 'antd';
import type { ReactNode } from 'react';
import { businessDate } from '../../shared/format/dates.ts';
import { messageOf } from '../../shared/http/api-error.ts';

interface Props<Values extends object> {
  title: string;
  submit: string;
  note?: ReactNode;
  danger?: boolean;
  busy: boolean;
  error: unknown;
  initial: Partial<Values>;
  /** Asks from which day it holds. */
  dated?: string;
  onSubmit: (values: Values) => void;
  onClose: () => void;
  children?: ReactNode;
}

/** A change with a reason, which stays in the record; where it is dated, from which day it holds. */
export function EditDialog<Values extends object>(props: Props<Values>) {
  const [form] = Form.useForm();
  const { title, submit, note, danger = false, busy, error, initial, dated, onSubmit, onClose, children } = props;
  return (
    <Modal
      open
      title={title}
      width={560}
      okText={submit}
      cancelText="取消"
      okButtonProps={{ danger }}
      confirmLoading={busy}
      mask={{ closable: false }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ ...(dated ? { on: businessDate(new Date()) } : {}), ...initial }}
        onFinish={(values) => onSubmit(values as Values)}
      >
        {note && <p style={{ marginBottom: 12 }}>{note}</p>}
        {children}
        {dated && <DayField name="on" label={dated} />}
        <Form.Item
          name="why"
          label="理由或依据"
          rules={[{ required: true, whitespace: true, message: '请写明理由或依据' }]}
        >
          <Input.TextArea rows={2} maxLength={200} />
        </Form.Item>
        {error ? <Alert type="error" showIcon role="alert" title={messageOf(error)} /> : null}
      </Form>
    </Modal>
  );
}

export function DayField({
  name,
  label,
  optional = false,
  extra,
}: {
  name: string;
  label: string;
  optional?: boolean;
  extra?: string;
}) {
  return (
    <Form.Item
      name={name}
      label={label}
      {...(extra ? { extra } : {})}
      rules={[{ required: !optional, message: '请填写日期' }]}
    >
      <Input type="date" style={{ width: 180 }} />
    </Form.Item>
  );
}

export function TextField({
  name,
  label,
  most,
  optional = false,
  extra,
}: {
  name: string;
  label: string;
  most: number;
  optional?: boolean;
  extra?: string;
}) {
  return (
    <Form.Item
      name={name}
      label={label}
      {...(extra ? { extra } : {})}
      rules={[{ required: !optional, whitespace: true, message: `请填写${label}` }]}
    >
      <Input maxLength={most} autoComplete="off" />
    </Form.Item>
  );
}
