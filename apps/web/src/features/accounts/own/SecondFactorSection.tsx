import type { MyAccount } from '@luoshi/server/modules/accounts/contract';
import { Button } from 'antd';
import { useState } from 'react';
import { moment } from '../../../shared/format/dates.ts';
import { Facts } from '../../../shared/ui/Facts.tsx';
import { Section } from '../../../shared/ui/Section.tsx';
import { EnrolDialog } from './EnrolDialog.tsx';
import { RecoveryCodesDialog } from './RecoveryCodesDialog.tsx';
import { RemoveSecondFactorDialog } from './RemoveSecondFactorDialog.tsx';

type Dialog = 'enrol' | 'codes' | 'remove' | null;

/** The second factor: whether there is one, how to get one, renew the recovery codes, or do without. */
export function SecondFactorSection({ account }: { account: MyAccount }) {
  const [dialog, setDialog] = useState<Dialog>(null);
  const close = () => setDialog(null);
  const { enrolledAt, required, recoveryCodes } = account.secondFactor;
  return (
    <Section
      title="动态口令"
      note={
        enrolledAt
          ? '登录时除密码外，还要填写手机上身份验证器显示的 6 位数字。'
          : '启用后，登录时除密码外还要填写手机上身份验证器显示的 6 位数字，密码泄露了别人也进不来。'
      }
      actions={
        enrolledAt ? (
          <>
            <Button onClick={() => setDialog('codes')}>重新生成恢复码</Button>
            {!required && <Button onClick={() => setDialog('remove')}>停用</Button>}
          </>
        ) : (
          <Button type="primary" onClick={() => setDialog('enrol')}>
            启用动态口令
          </Button>
        )
      }
    >
      <Facts
        rows={[
          ['状态', enrolledAt ? `${moment(enrolledAt)} 启用${required ? '（您的岗位必须使用）' : ''}` : '未启用'],
          ['恢复码', enrolledAt ? `还剩 ${recoveryCodes} 个` : ''],
        ]}
      />
      {dialog === 'enrol' && <EnrolDialog onClose={close} />}
      {dialog === 'codes' && <RecoveryCodesDialog onClose={close} />}
      {dialog === 'remove' && <RemoveSecondFactorDialog onClose={close} />}
    </Section>
  );
}
