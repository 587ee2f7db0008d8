import { Alert, Form, Input, Modal } from 'antd';
import type { ReactNode } from 'react';
import { messageOf } from '../http/api-error.ts';

interface Props {
  title: string;
  /** What will happen, before one does it. */
  note?: ReactNode;
  submit: string;
  danger?: boolean;
  busy: boolean;
  error: unknown;
  onSubmit: (why: string) => void;
  onClose: () => void;
}

/** Something that is done with a reason, which stays in the record. */
export function ReasonDialog({ title, note, submit, danger = false, busy, error, onSubmit, onClose }: Props) {
  const [form] = Form.useForm<{ why: string }>();
  return (
    <Modal
      open
      title={title}
      width={480}
      okText={submit}
      cancelText="取消"
      okButtonProps={{ danger }}
      confirmLoading={busy}
      mask={{ closable: false }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form form={form} layout="vertical" requiredMark={false} onFinish={({ why }) => onSubmit(why.trim())}>
        {note && <p style={{ marginBottom: 12 }}>{note}</p>}
        <Form.Item name="why" label="理由" rules={[{ required: true, whitespace: true, message: '请写明理由或依据' }]}>
          <Input.TextArea rows={2} maxLength={200} autoFocus />
        </Form.Item>
        {error ? <Alert type="error" showIcon role="alert" title={messageOf(error)} /> : null}
      </Form>
    </Modal>
  );
}
