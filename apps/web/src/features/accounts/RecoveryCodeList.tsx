import { App, Button } from 'antd';
import styles from './RecoveryCodeList.module.css';

/** Codes that are shown once: to be written down, copied or printed. */
export function RecoveryCodeList({ codes }: { codes: readonly string[] }) {
  const { message } = App.useApp();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(codes.join('\n'));
      message.success('已复制，请粘贴到安全的地方');
    } catch {
      // Over plain http the browser has no clipboard for pages.
      message.warning('浏览器不允许复制，请选中后手工复制或抄写');
    }
  };
  return (
    <div className={styles.box}>
      <ul className={styles.codes}>
        {codes.map((code) => (
          <li key={code}>
            <code data-foreign>{code}</code>
          </li>
        ))}
      </ul>
      <Button onClick={copy}>复制全部</Button>
    </div>
  );
}
