import { Alert, Button, Form, Input } from 'antd';
import { Navigate, useSearchParams } from 'react-router';
import { messageOf } from '../../shared/http/api-error.ts';
import { ErrorState } from '../../shared/ui/ErrorState.tsx';
import { useDocumentTitle } from '../../shared/ui/use-document-title.ts';
import { useCity } from './city.ts';
import { DemoAccounts } from './DemoAccounts.tsx';
import { DemoMark } from './DemoMark.tsx';
import { placeAfterSignIn } from './place-after-sign-in.ts';
import styles from './SignInPage.module.css';
import { useSession, useSignIn } from './session.ts';

export function SignInPage() {
  useDocumentTitle('登录');
  const [search] = useSearchParams();
  const session = useSession();
  const city = useCity();
  const signIn = useSignIn();
  const [form] = Form.useForm<{ account: string; password: string }>();
  if (session.data) return <Navigate to={placeAfterSignIn(search.get('next'))} replace />;
  const accounts = city.data?.accounts ?? [];
  return (
    <main className={styles.page}>
      <div className={styles.sheet} data-demo={accounts.length > 0}>
        <section className={styles.sign} aria-labelledby="sign-in-title">
          <p className={styles.city}>
            {city.data?.city.name ?? ' '}
            {city.data?.city.demo && <DemoMark />}
          </p>
          <h1 id="sign-in-title" className={styles.title}>
            落实
          </h1>
          <p className={styles.motto}>把政府工作报告分解成看得见、查得到的任务</p>
          {city.isError && <ErrorState error={city.error} onRetry={() => city.refetch()} />}
          <Form
            form={form}
            layout="vertical"
            requiredMark={false}
            size="large"
            className={styles.form}
            onFinish={(values) => signIn.mutate(values)}
          >
            <Form.Item
              name="account"
              label="账号"
              rules={[{ required: true, whitespace: true, message: '请填写账号' }]}
            >
              <Input autoComplete="username" autoFocus />
            </Form.Item>
            <Form.Item name="password" label="密码" rules={[{ required: true, message: '请填写密码' }]}>
              <Input.Password autoComplete="current-password" />
            </Form.Item>
            {signIn.isError && (
              <Alert type="error" showIcon className={styles.refusal} title={messageOf(signIn.error)} role="alert" />
            )}
            <Button type="primary" htmlType="submit" block loading={signIn.isPending}>
              登录
            </Button>
          </Form>
        </section>
        {accounts.length > 0 && (
          <DemoAccounts
            accounts={accounts}
            busy={signIn.isPending}
            onChoose={(account) => {
              form.setFieldsValue({ account: account.account, password: account.password });
              signIn.mutate({ account: account.account, password: account.password });
            }}
          />
        )}
      </div>
    </main>
  );
}
