import { Button, Form } from 'antd';
import { useEffect } from 'react';
import { CodeField } from './CodeField.tsx';
import { OtherAccount } from './OtherAccount.tsx';
import { SignInRefusal } from './SignInRefusal.tsx';
import styles from './SignInSteps.module.css';
import { useGiveCode } from './sign-in-api.ts';

/** The second factor. */
export function CodeStep() {
  const give = useGiveCode();
  const [form] = Form.useForm<{ code: string }>();
  const { error } = give;
  useEffect(() => {
    // A code that was refused is of no more use.
    if (error) form.resetFields();
  }, [error, form]);
  return (
    <Form form={form} layout="vertical" requiredMark={false} size="large" onFinish={({ code }) => give.mutate(code)}>
      <h2 className={styles.title}>输入动态口令</h2>
      <p className={styles.note}>打开手机上的身份验证器，填写“落实”一栏现在显示的 6 位数字。</p>
      <CodeField recovery />
      <SignInRefusal error={error} />
      <Button type="primary" htmlType="submit" block loading={give.isPending}>
        继续
      </Button>
      <OtherAccount />
    </Form>
  );
}
