import { Alert, Button, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { moment } from '../../../shared/format/dates.ts';
import { messageOf } from '../../../shared/http/api-error.ts';
import { ReasonDialog } from '../../../shared/ui/ReasonDialog.tsx';
import rows from '../../../shared/ui/rows.module.css';
import { Section } from '../../../shared/ui/Section.tsx';
import { useIdentities, useLinkSso } from './api.ts';

/** As whom the provider of single sign-on knows the account's owner. */
export function SsoIdentities({ personId }: { personId: string }) {
  const identities = useIdentities(personId);
  const link = useLinkSso(personId);
  const [linking, setLinking] = useState(false);
  const [unlinking, setUnlinking] = useState<string | null>(null);
  const [form] = Form.useForm<{ subject: string; why: string }>();
  const close = () => {
    setLinking(false);
    setUnlinking(null);
    link.reset();
  };
  const found = identities.data ?? [];
  return (
    <Section
      title="统一认证"
      note="关联后，本人可以从统一认证登录到这个账号。"
      actions={found.length === 0 && <Button onClick={() => setLinking(true)}>关联</Button>}
    >
      {found.length > 0 && (
        <table className={rows.table}>
          <thead>
            <tr>
              <th scope="col">用户标识</th>
              <th scope="col">统一认证</th>
              <th scope="col">关联时间</th>
              <th scope="col">关联人</th>
              <th scope="col" className={rows.actions}>
                <span className="visually-hidden">操作</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {found.map(({ issuer, subject, linkedAt, linkedBy }) => (
              <tr key={`${issuer} ${subject}`}>
                <th scope="row" data-foreign>
                  {subject}
                </th>
                <td data-name="统一认证" data-foreign>
                  {issuer}
                </td>
                <td data-name="关联时间" className={rows.moment}>
                  {moment(linkedAt)}
                </td>
                <td data-name="关联人">{linkedBy}</td>
                <td className={rows.actions}>
                  <Button size="small" onClick={() => setUnlinking(subject)}>
                    解除
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {unlinking !== null && (
        <ReasonDialog
          title="解除统一认证关联"
          note="本人不能再从统一认证登录，现有的登录会结束。"
          submit="解除"
          danger
          busy={link.isPending}
          error={link.error}
          onClose={close}
          onSubmit={(why) => link.mutate({ how: 'unlink', subject: unlinking, why }, { onSuccess: close })}
        />
      )}
      {linking && (
        <Modal
          open
          title="关联统一认证"
          okText="关联"
          cancelText="取消"
          confirmLoading={link.isPending}
          mask={{ closable: false }}
          onOk={() => form.submit()}
          onCancel={close}
        >
          <Form
            form={form}
            layout="vertical"
            requiredMark={false}
            onFinish={(values) => link.mutate({ how: 'link', ...values }, { onSuccess: close })}
          >
            <Form.Item
              name="subject"
              label="用户标识"
              extra="本人从统一认证登录时，页面会显示这个标识。"
              rules={[{ required: true, whitespace: true, message: '请填写用户标识' }]}
            >
              <Input maxLength={255} autoComplete="off" />
            </Form.Item>
            <Form.Item
              name="why"
              label="理由"
              rules={[{ required: true, whitespace: true, message: '请写明理由或依据' }]}
            >
              <Input.TextArea rows={2} maxLength={200} />
            </Form.Item>
            {link.isError && <Alert type="error" showIcon role="alert" title={messageOf(link.error)} />}
          </Form>
        </Modal>
      )}
    </Section>
  );
}
