import { Button, Form, Input, type InputRef } from 'antd';
import { useEffect, useRef } from 'react';
import { useCity } from './city.ts';
import { SignInRefusal } from './SignInRefusal.tsx';
import styles from './SignInSteps.module.css';
import type { SignIn } from './session.ts';
import { useSso } from './sign-in-api.ts';

interface Props {
  signIn: SignIn;
  account?: string;
}

/** Account and password, or single sign-on where the city has it. */
export function PasswordStep({ signIn, account }: Props) {
  const city = useCity();
  const sso = useSso();
  const password = useRef<InputRef>(null);
  useEffect(() => {
    if (account !== undefined) password.current?.focus();
  }, [account]);
  return (
    <>
      <Form
        layout="vertical"
        requiredMark={false}
        size="large"
        initialValues={{ account: account ?? '', password: '' }}
        onFinish={(values: { account: string; password: string }) => signIn.mutate(values)}
      >
        <Form.Item name="account" label="账号" rules={[{ required: true, whitespace: true, message: '请填写账号' }]}>
          <Input autoComplete="username" autoFocus={account === undefined} readOnly={account !== undefined} />
        </Form.Item>
        <Form.Item name="password" label="密码" rules={[{ required: true, message: '请填写密码' }]}>
          <Input.Password ref={password} autoComplete="current-password" />
        </Form.Item>
        <SignInRefusal error={signIn.error ?? sso.error} />
        <Button type="primary" htmlType="submit" block loading={signIn.isPending}>
          登录
        </Button>
      </Form>
      {city.data?.sso && account === undefined && (
        <>
          <p className={styles.or}>或</p>
          <Button size="large" block loading={sso.isPending} onClick={() => sso.mutate()}>
            用{city.data.sso.name}登录
          </Button>
        </>
      )}
      {city.data?.sso && account !== undefined && (
        <p className={styles.aside}>
          {/* Leaving this page would lose what it shows; the other window tells this one when it is done. */}
          <a href="/sign-in" target="_blank" rel="noreferrer">
            在新窗口用{city.data.sso.name}登录
          </a>
          ，登录后本页自动继续。
        </p>
      )}
    </>
  );
}
