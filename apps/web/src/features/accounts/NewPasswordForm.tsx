import { passwordMeets } from '@luoshi/server/modules/accounts/contract';
import { Button, Form, Input } from 'antd';
import { ErrorState } from '../../shared/ui/ErrorState.tsx';
import { SignInRefusal } from './SignInRefusal.tsx';
import styles from './SignInSteps.module.css';
import { usePasswordRules, useSetPassword } from './sign-in-api.ts';

interface Props {
  account: string;
  /** The present password where it was typed a moment ago; '' asks for it. */
  current?: string;
  submit: string;
  onDone?: () => void;
}

interface Values {
  current: string;
  password: string;
  again: string;
}

/** A new password, its rules ticked off while one types. The server decides, and knows what was used before. */
export function NewPasswordForm({ account, current = '', submit, onDone }: Props) {
  const rules = usePasswordRules();
  const set = useSetPassword();
  const [form] = Form.useForm<Values>();
  const password = Form.useWatch('password', form) ?? '';
  if (rules.isError) return <ErrorState error={rules.error} onRetry={() => rules.refetch()} />;
  const met = rules.data && password ? passwordMeets(password, account, rules.data) : [];
  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark={false}
      size="large"
      onFinish={(values) =>
        set.mutate({ current: values.current ?? current, password: values.password }, { onSuccess: () => onDone?.() })
      }
    >
      {/* For the browser's keeper of passwords. */}
      <input type="text" autoComplete="username" value={account} readOnly hidden />
      {!current && (
        <Form.Item name="current" label="现在的密码" rules={[{ required: true, message: '请填写现在的密码' }]}>
          <Input.Password autoComplete="current-password" autoFocus />
        </Form.Item>
      )}
      <Form.Item name="password" label="新密码" rules={[{ required: true, message: '请填写新密码' }]}>
        <Input.Password autoComplete="new-password" autoFocus={!!current} aria-describedby="password-rules" />
      </Form.Item>
      <ul id="password-rules" className={styles.rules}>
        {rules.data?.lines.map((line, index) => (
          <li key={line} data-met={met[index] ?? false}>
            {line}
            {met[index] && <span className="visually-hidden">（已满足）</span>}
          </li>
        ))}
      </ul>
      <Form.Item
        name="again"
        label="再填一遍新密码"
        dependencies={['password']}
        rules={[
          { required: true, message: '请再填一遍新密码' },
          ({ getFieldValue }) => ({
            validator: async (_rule, again: string) => {
              if (again && again !== getFieldValue('password')) throw new Error('两次填写的新密码不一样');
            },
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <SignInRefusal error={set.error} />
      <Button type="primary" htmlType="submit" block loading={set.isPending}>
        {submit}
      </Button>
    </Form>
  );
}
