import { Button, QRCode } from 'antd';
import { useState } from 'react';
import styles from './SignInSteps.module.css';

/** What an authenticator app reads: the square code, or the same for typing. */
export function ScanCode({ uri, secret }: { uri: string; secret: string }) {
  const [typing, setTyping] = useState(false);
  return (
    <>
      <div className={styles.square} role="img" aria-label="动态口令的二维码">
        <QRCode value={uri} type="svg" size={168} errorLevel="M" bordered={false} />
      </div>
      {typing ? (
        <p className={styles.secret}>
          密钥 <code data-foreign>{secret.match(/.{1,4}/g)?.join(' ')}</code>
        </p>
      ) : (
        <p className={styles.aside}>
          <Button type="link" onClick={() => setTyping(true)}>
            不能扫码，改为手工输入密钥
          </Button>
        </p>
      )}
    </>
  );
}
