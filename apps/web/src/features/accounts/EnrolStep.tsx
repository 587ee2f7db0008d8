import { Button, Form } from 'antd';
import { CodeField } from './CodeField.tsx';
import { OtherAccount } from './OtherAccount.tsx';
import { RecoveryCodeList } from './RecoveryCodeList.tsx';
import { ScanCode } from './ScanCode.tsx';
import { SignInRefusal } from './SignInRefusal.tsx';
import styles from './SignInSteps.module.css';
import { useConfirmEnrolment, useEnrolment, useGoOn } from './sign-in-api.ts';

/** Setting up the second factor because the city requires it: scan, prove, keep the recovery codes. */
export function EnrolStep({ onHold }: { onHold: (held: boolean) => void }) {
  const enrolment = useEnrolment();
  const confirm = useConfirmEnrolment();
  const goOn = useGoOn();
  if (confirm.data)
    return (
      <>
        <h2 className={styles.title}>请保存恢复码</h2>
        <p className={styles.note}>手机不在身边时，每个恢复码可代替动态口令登录一次。只在这里显示这一次。</p>
        <RecoveryCodeList codes={confirm.data.codes} />
        <SignInRefusal error={goOn.error} />
        <Button
          type="primary"
          size="large"
          block
          loading={goOn.isPending}
          onClick={() => {
            onHold(false);
            goOn.mutate();
          }}
        >
          已经保存，继续
        </Button>
      </>
    );
  if (!enrolment.data)
    return (
      <>
        <h2 className={styles.title}>绑定动态口令</h2>
        <p className={styles.note}>
          您的岗位登录时除密码外还需要动态口令。请先在手机上安装一个身份验证器（支持通用的时间型动态口令即可），再继续。
        </p>
        <SignInRefusal error={enrolment.error} />
        <Button type="primary" size="large" block loading={enrolment.isPending} onClick={() => enrolment.mutate()}>
          开始绑定
        </Button>
        <OtherAccount />
      </>
    );
  const { uri, secret } = enrolment.data;
  return (
    <Form
      layout="vertical"
      requiredMark={false}
      size="large"
      onFinish={({ code }: { code: string }) => confirm.mutate(code, { onSuccess: () => onHold(true) })}
    >
      <h2 className={styles.title}>绑定动态口令</h2>
      <p className={styles.note}>用身份验证器扫描下面的二维码，再填写它显示的 6 位数字。</p>
      <ScanCode uri={uri} secret={secret} />
      <CodeField />
      <SignInRefusal error={confirm.error} />
      <Button type="primary" htmlType="submit" block loading={confirm.isPending}>
        完成绑定
      </Button>
    </Form>
  );
}
