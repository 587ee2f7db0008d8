import { Button, Form, Modal } from 'antd';
import { CodeField } from '../CodeField.tsx';
import { RecoveryCodeList } from '../RecoveryCodeList.tsx';
import { SignInRefusal } from '../SignInRefusal.tsx';
import { useRenewRecoveryCodes } from './api.ts';

export function RecoveryCodesDialog({ onClose }: { onClose: () => void }) {
  const renew = useRenewRecoveryCodes();
  const [form] = Form.useForm<{ code: string }>();
  const done = renew.data;
  return (
    <Modal
      open
      title={done ? '请保存恢复码' : '重新生成恢复码'}
      width={440}
      mask={{ closable: false }}
      onCancel={onClose}
      footer={
        done ? (
          <Button type="primary" onClick={onClose}>
            已经保存，关闭
          </Button>
        ) : (
          <>
            <Button onClick={onClose}>取消</Button>
            <Button type="primary" loading={renew.isPending} onClick={() => form.submit()}>
              重新生成
            </Button>
          </>
        )
      }
    >
      {done ? (
        <RecoveryCodeList codes={done.codes} />
      ) : (
        <Form form={form} layout="vertical" requiredMark={false} onFinish={({ code }) => renew.mutate(code.trim())}>
          <p style={{ marginBottom: 12 }}>原来的恢复码会全部作废。请先填写现在的动态口令。</p>
          <CodeField recovery />
          <SignInRefusal error={renew.error} />
        </Form>
      )}
    </Modal>
  );
}
