import { Alert, Button, Checkbox, Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { messageOf } from '../../../shared/http/api-error.ts';
import { OnceShown } from '../../../shared/ui/OnceShown.tsx';
import { useCreateAccount, usePeople } from './api.ts';

interface Values {
  personId: string;
  account: string;
  service?: boolean;
  why: string;
}

/** For whom, under which name; then the password for the first sign-in, once. */
export function NewAccountDialog({ onClose }: { onClose: () => void }) {
  const create = useCreateAccount();
  const [words, setWords] = useState('');
  const people = usePeople(words.trim());
  const [form] = Form.useForm<Values>();
  const made = create.data;
  if (made)
    return (
      <Modal
        open
        title="账号已开通"
        mask={{ closable: false }}
        onCancel={onClose}
        footer={
          <Button type="primary" onClick={onClose}>
            {made.password === null ? '关闭' : '已经转交，关闭'}
          </Button>
        }
      >
        {made.password === null ? (
          <p>接口账号“{made.account.account}”没有密码。请在它的页面里生成令牌。</p>
        ) : (
          <>
            <p>
              请把账号“{made.account.account}”和初始密码当面或电话转交给{made.account.person}
              。首次登录须改成自己的密码。关闭后不能再看到。
            </p>
            <OnceShown secret={made.password} label="初始密码" />
          </>
        )}
      </Modal>
    );
  return (
    <Modal
      open
      title="开通账号"
      okText="开通"
      cancelText="取消"
      confirmLoading={create.isPending}
      mask={{ closable: false }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(values) => create.mutate(values)}>
        <Form.Item name="personId" label="人员" rules={[{ required: true, message: '请选择人员' }]}>
          <Select
            showSearch={{ filterOption: false, onSearch: setWords }}
            placeholder="输入姓名或拼音查找"
            notFoundContent={words ? '没有找到，请先在“人员”里登记' : '输入姓名或拼音查找'}
            loading={people.isFetching}
            options={(people.data ?? []).map(({ id, name, posts }) => ({
              value: id,
              label: posts[0] ? `${name}（${posts[0].organisation.name} ${posts[0].title}）` : name,
            }))}
          />
        </Form.Item>
        <Form.Item
          name="account"
          label="账号"
          extra="登录时填写的名称，开通后不能更改。"
          rules={[{ required: true, whitespace: true, message: '请填写账号' }]}
        >
          <Input maxLength={40} autoComplete="off" />
        </Form.Item>
        <Form.Item name="service" valuePropName="checked">
          <Checkbox>接口账号：供程序使用，没有密码，只用令牌</Checkbox>
        </Form.Item>
        <Form.Item name="why" label="理由" rules={[{ required: true, whitespace: true, message: '请写明理由或依据' }]}>
          <Input.TextArea rows={2} maxLength={200} />
        </Form.Item>
        {create.isError && <Alert type="error" showIcon role="alert" title={messageOf(create.error)} />}
      </Form>
    </Modal>
  );
}
