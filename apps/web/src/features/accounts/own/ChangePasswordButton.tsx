import { App, Button, Modal } from 'antd';
import { useState } from 'react';
import { NewPasswordForm } from '../NewPasswordForm.tsx';
import { useAccountChanged } from './api.ts';

export function ChangePasswordButton({ account }: { account: string }) {
  const [open, setOpen] = useState(false);
  const { message } = App.useApp();
  const changed = useAccountChanged();
  return (
    <>
      <Button onClick={() => setOpen(true)}>修改密码</Button>
      {open && (
        <Modal
          open
          title="修改密码"
          footer={null}
          width={440}
          mask={{ closable: false }}
          onCancel={() => setOpen(false)}
        >
          <p style={{ marginBottom: 16 }}>修改后，您在其他电脑和手机上的登录会结束。</p>
          <NewPasswordForm
            account={account}
            submit="修改密码"
            onDone={() => {
              setOpen(false);
              changed();
              message.success('密码已修改，其他设备上的登录已结束');
            }}
          />
        </Modal>
      )}
    </>
  );
}
