import { App, Form, Input, Modal } from 'antd';
import { SignInRefusal } from '../SignInRefusal.tsx';
import { useRemoveSecondFactor } from './api.ts';

export function RemoveSecondFactorDialog({ onClose }: { onClose: () => void }) {
  const remove = useRemoveSecondFactor();
  const { message } = App.useApp();
  const [form] = Form.useForm<{ password: string }>();
  return (
    <Modal
      open
      title="停用动态口令"
      width={440}
      okText="停用"
      okButtonProps={{ danger: true }}
      cancelText="取消"
      confirmLoading={remove.isPending}
      mask={{ closable: false }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={({ password }) =>
          remove.mutate(password, {
            onSuccess: () => {
              message.success('动态口令已停用');
              onClose();
            },
          })
        }
      >
        <p style={{ marginBottom: 12 }}>停用后，知道密码的人就能登录。恢复码同时作废。</p>
        <Form.Item name="password" label="现在的密码" rules={[{ required: true, message: '请填写现在的密码' }]}>
          <Input.Password autoComplete="current-password" autoFocus />
        </Form.Item>
        <SignInRefusal error={remove.error} />
      </Form>
    </Modal>
  );
}
