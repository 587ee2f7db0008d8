import { Button, Form, Modal } from 'antd';
import { useEffect } from 'react';
import { ErrorState } from '../../../shared/ui/ErrorState.tsx';
import { LoadingState } from '../../../shared/ui/LoadingState.tsx';
import { CodeField } from '../CodeField.tsx';
import { RecoveryCodeList } from '../RecoveryCodeList.tsx';
import { ScanCode } from '../ScanCode.tsx';
import { SignInRefusal } from '../SignInRefusal.tsx';
import { useConfirmEnrolment, useEnrolment } from '../sign-in-api.ts';
import { useAccountChanged } from './api.ts';

/** Scan, prove with a first code, keep the recovery codes. */
export function EnrolDialog({ onClose }: { onClose: () => void }) {
  const enrolment = useEnrolment();
  const confirm = useConfirmEnrolment();
  const changed = useAccountChanged();
  const [form] = Form.useForm<{ code: string }>();
  const { mutate: begin } = enrolment;
  useEffect(() => begin(), [begin]);
  const close = () => {
    if (confirm.isSuccess) changed();
    onClose();
  };
  const done = confirm.data;
  return (
    <Modal
      open
      title={done ? '请保存恢复码' : '启用动态口令'}
      width={440}
      mask={{ closable: false }}
      onCancel={close}
      footer={
        done ? (
          <Button type="primary" onClick={close}>
            已经保存，关闭
          </Button>
        ) : (
          <>
            <Button onClick={close}>取消</Button>
            <Button type="primary" disabled={!enrolment.data} loading={confirm.isPending} onClick={() => form.submit()}>
              启用
            </Button>
          </>
        )
      }
    >
      {done && (
        <>
          <p style={{ marginBottom: 12 }}>手机不在身边时，每个恢复码可代替动态口令登录一次。只在这里显示这一次。</p>
          <RecoveryCodeList codes={done.codes} />
        </>
      )}
      {!done && enrolment.isPending && <LoadingState lines={4} />}
      {!done && enrolment.isError && <ErrorState error={enrolment.error} onRetry={() => begin()} />}
      {!done && enrolment.data && (
        <Form form={form} layout="vertical" requiredMark={false} onFinish={({ code }) => confirm.mutate(code.trim())}>
          <p style={{ marginBottom: 12 }}>
            用手机上的身份验证器（支持通用的时间型动态口令即可）扫描二维码，再填写它显示的 6 位数字。
          </p>
          <ScanCode {...enrolment.data} />
          <CodeField />
          <SignInRefusal error={confirm.error} />
        </Form>
      )}
    </Modal>
  );
}
