import type { CreatedToken, TokenScopes } from '@luoshi/server/modules/accounts/contract';
import { Alert, Button, Form, Input, Modal, Select } from 'antd';
import type { z } from 'zod';
import { businessDate } from '../../shared/format/dates.ts';
import { messageOf } from '../../shared/http/api-error.ts';
import { OnceShown } from '../../shared/ui/OnceShown.tsx';
import type { TokenRequest } from './own/api.ts';
import { roomWords } from './words.ts';

interface Props {
  rooms: z.infer<typeof TokenScopes>['rooms'];
  busy: boolean;
  error: unknown;
  created: z.infer<typeof CreatedToken> | undefined;
  onSubmit: (token: TokenRequest) => void;
  onClose: () => void;
}

const inDays = (days: number) => businessDate(new Date(Date.now() + days * 86_400_000));

/** What a machine may do and until when; then the token itself, once. */
export function NewTokenDialog({ rooms, busy, error, created, onSubmit, onClose }: Props) {
  const [form] = Form.useForm<TokenRequest>();
  if (created)
    return (
      <Modal
        open
        title="令牌已生成"
        onCancel={onClose}
        mask={{ closable: false }}
        footer={
          <Button type="primary" onClick={onClose}>
            已经保存，关闭
          </Button>
        }
      >
        <p>请现在复制到要使用它的程序里。关闭后不能再看到，只能撤销后重新生成。</p>
        <OnceShown secret={created.token} label="接口令牌" />
      </Modal>
    );
  const whole = rooms.map(({ room }) => ({ value: `${room}.*`, label: roomWords(room), words: roomWords(room) }));
  const single = rooms.map(({ room, operations }) => ({
    label: `${roomWords(room)}的单项操作`,
    options: operations.map((operation) => ({
      value: operation,
      label: <code data-foreign>{operation}</code>,
      words: `${roomWords(room)} ${operation}`,
    })),
  }));
  return (
    <Modal
      open
      title="生成接口令牌"
      okText="生成"
      cancelText="取消"
      confirmLoading={busy}
      mask={{ closable: false }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ expiresOn: inDays(90), scopes: [] }}
        onFinish={onSubmit}
      >
        <p style={{ marginBottom: 12 }}>令牌供程序调用接口使用，只能做选定的操作，不能管理账号和设置。</p>
        <Form.Item name="name" label="用途" rules={[{ required: true, whitespace: true, message: '请填写用途' }]}>
          <Input maxLength={60} autoFocus placeholder="例如：大屏取数" />
        </Form.Item>
        <Form.Item name="scopes" label="可用的操作" rules={[{ required: true, message: '至少选一项' }]}>
          <Select
            mode="multiple"
            showSearch={{ optionFilterProp: 'words' }}
            options={[{ label: '整类业务', options: whole }, ...single]}
            placeholder="选择业务或单项操作"
          />
        </Form.Item>
        <Form.Item name="expiresOn" label="有效期至" rules={[{ required: true, message: '请选择日期' }]}>
          <Input type="date" min={inDays(0)} max={inDays(365)} />
        </Form.Item>
        {error ? <Alert type="error" showIcon role="alert" title={messageOf(error)} /> : null}
      </Form>
    </Modal>
  );
}
