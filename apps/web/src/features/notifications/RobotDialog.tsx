import type { Robot } from '@luoshi/server/modules/notifications/contract';
import { Alert, Checkbox, Form, Input, Modal, Select } from 'antd';
import { messageOf } from '../../shared/http/api-error.ts';
import { useAddRobot, useChangeRobot } from './api.ts';

interface Values {
  name: string;
  channel: Robot['channel'];
  url?: string;
  secret?: string;
  types: string[];
  enabled: boolean;
}

interface Props {
  /** Null for a new one. */
  robot: Robot | null;
  types: { name: string; label: string }[];
  onClose: () => void;
}

/** A robot's fields. Its address and secret are never shown again: left empty, they stay. */
export function RobotDialog({ robot, types, onClose }: Props) {
  const [form] = Form.useForm<Values>();
  const channel = Form.useWatch('channel', form) ?? robot?.channel;
  const add = useAddRobot();
  const change = useChangeRobot();
  const save = ({ url, secret, ...fields }: Values) => {
    const done = { onSuccess: onClose };
    if (!robot) return add.mutate({ ...fields, url: url ?? '', secret: secret ?? '' }, done);
    const secrets = { ...(url ? { url } : {}), ...(secret ? { secret } : {}) };
    change.mutate({ id: robot.id, ...fields, ...secrets, rowVersion: robot.rowVersion }, done);
  };
  const error = add.error ?? change.error;
  return (
    <Modal
      open
      title={robot ? `修改机器人“${robot.name}”` : '添加机器人'}
      okText="保存"
      cancelText="取消"
      confirmLoading={add.isPending || change.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={save}
        initialValues={robot ?? { channel: 'wecom', types: [], enabled: true }}
      >
        {error && <Alert type="error" showIcon title={messageOf(error)} />}
        <Form.Item label="名称" name="name" rules={[{ required: true, message: '请填写名称，例如：督查工作群' }]}>
          <Input maxLength={50} />
        </Form.Item>
        <Form.Item label="渠道" name="channel">
          <Select
            options={[
              { value: 'wecom', label: '企业微信' },
              { value: 'dingtalk', label: '钉钉' },
            ]}
          />
        </Form.Item>
        <Form.Item
          label="Webhook 地址"
          name="url"
          rules={robot ? [] : [{ required: true, message: '请填写机器人的 Webhook 地址' }]}
          extra={
            robot
              ? `现在是 ${robot.url}，留空则不变。`
              : '地址相当于密码，保存后不再显示。主机须在安全管理员的外联地址表中。'
          }
        >
          <Input autoComplete="off" />
        </Form.Item>
        {channel === 'dingtalk' && (
          <Form.Item
            label="加签密钥"
            name="secret"
            extra={robot?.signed ? '已设置，留空则不变。' : '机器人的安全设置选“加签”时填写。'}
          >
            <Input.Password autoComplete="off" />
          </Form.Item>
        )}
        <Form.Item label="发哪些通知" name="types">
          <Select
            mode="multiple"
            placeholder="选择通知类型"
            options={types.map(({ name, label }) => ({ value: name, label }))}
          />
        </Form.Item>
        <Form.Item name="enabled" valuePropName="checked">
          <Checkbox>启用</Checkbox>
        </Form.Item>
      </Form>
    </Modal>
  );
}
