import { Form, Input, type InputRef } from 'antd';
import { useEffect, useRef } from 'react';

/** Six digits of the authenticator app, or with `recovery` a code kept for when the phone is not at hand. */
export function CodeField({ recovery = false }: { recovery?: boolean }) {
  const field = useRef<InputRef>(null);
  useEffect(() => field.current?.focus(), []);
  return (
    <Form.Item
      name="code"
      label="动态口令"
      extra={recovery ? '手机不在身边时，可以填一个恢复码，每个只能用一次。' : undefined}
      rules={[{ required: true, whitespace: true, message: '请填写动态口令' }]}
    >
      <Input
        ref={field}
        autoComplete="one-time-code"
        inputMode={recovery ? 'text' : 'numeric'}
        maxLength={recovery ? 20 : 6}
      />
    </Form.Item>
  );
}
