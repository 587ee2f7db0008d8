import type { AccountRow } from '@luoshi/server/modules/accounts/contract';
import { App, Button, Modal } from 'antd';
import { useState } from 'react';
import { OnceShown } from '../../../shared/ui/OnceShown.tsx';
import { ReasonDialog } from '../../../shared/ui/ReasonDialog.tsx';
import { useSession } from '../session.ts';
import { type Act, useAct, useResetPassword } from './api.ts';

interface Work {
  act: Act | 'password';
  /** What `Me.may` calls it. */
  needs: string;
  label: string;
  note: string;
  danger: boolean;
  fits: (account: AccountRow) => boolean;
}

const WORKS: readonly Work[] = [
  {
    act: 'unlock',
    needs: 'accounts.unlock',
    label: '解除锁定',
    note: '请先核实是本人在登录。',
    danger: false,
    fits: (account) => account.lockedUntil !== null,
  },
  {
    act: 'password',
    needs: 'accounts.reset-password',
    label: '重置密码',
    note: '会生成一个只能用来设置新密码的初始密码，并结束此账号现有的登录。请先核实是本人申请。',
    danger: true,
    fits: (account) => !account.service,
  },
  {
    act: 'second-factor/reset',
    needs: 'accounts.reset-second-factor',
    label: '重置动态口令',
    note: '手机和恢复码都不在时使用。原来的动态口令作废，并结束此账号现有的登录。请先核实是本人申请。',
    danger: true,
    fits: (account) => account.secondFactor,
  },
  {
    act: 'sessions/end',
    needs: 'accounts.end-sessions',
    label: '终止全部登录',
    note: '此账号在所有电脑和手机上的登录会马上结束；本人可以重新登录。',
    danger: true,
    fits: (account) => account.sessions > 0,
  },
  {
    act: 'enable',
    needs: 'accounts.enable',
    label: '启用',
    note: '本人可用原来的密码登录；停用时撤销的令牌不会恢复。',
    danger: false,
    fits: (account) => account.state === 'disabled',
  },
  {
    act: 'disable',
    needs: 'accounts.disable',
    label: '停用',
    note: '此账号不能再登录，现有的登录马上结束，接口令牌全部撤销。',
    danger: true,
    fits: (account) => account.state !== 'disabled',
  },
];

/** What the signed-in administrator may do with the account as it stands; one's own is another's business. */
export function AccountActions({ account }: { account: AccountRow }) {
  const me = useSession().data;
  const act = useAct(account.personId);
  const reset = useResetPassword(account.personId);
  const [work, setWork] = useState<Work | null>(null);
  const { message } = App.useApp();
  const close = () => {
    setWork(null);
    act.reset();
    reset.reset();
  };
  const own = me?.person.id === account.personId;
  const works = own ? [] : WORKS.filter(({ needs, fits }) => me?.may.includes(needs) && fits(account));
  if (reset.data)
    return (
      <Modal
        open
        title="密码已重置"
        mask={{ closable: false }}
        onCancel={close}
        footer={
          <Button type="primary" onClick={close}>
            已经转交，关闭
          </Button>
        }
      >
        <p>请把初始密码当面或电话转交给{account.person}。登录后须改成自己的密码。关闭后不能再看到。</p>
        <OnceShown secret={reset.data.password} label="初始密码" />
      </Modal>
    );
  return (
    <>
      {works.map((one) => (
        <Button key={one.act} danger={one.danger && one.act === 'disable'} onClick={() => setWork(one)}>
          {one.label}
        </Button>
      ))}
      {work && (
        <ReasonDialog
          title={`${work.label}：${account.person}`}
          note={work.note}
          submit={work.label}
          danger={work.danger}
          busy={act.isPending || reset.isPending}
          error={act.error ?? reset.error}
          onClose={close}
          onSubmit={(why) => {
            if (work.act === 'password') return reset.mutate(why);
            const done = () => {
              message.success(`已${work.label}`);
              close();
            };
            return act.mutate({ act: work.act, why }, { onSuccess: done });
          }}
        />
      )}
    </>
  );
}
