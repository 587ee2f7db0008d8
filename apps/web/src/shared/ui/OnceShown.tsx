import { App, Button } from 'antd';
import styles from './OnceShown.module.css';

/** A secret that is shown once: to be copied, or read out. */
export function OnceShown({ secret, label }: { secret: string; label: string }) {
  const { message } = App.useApp();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(secret);
      message.success('已复制');
    } catch {
      // Over plain http the browser has no clipboard for pages.
      message.warning('浏览器不允许复制，请选中后手工复制或抄写');
    }
  };
  return (
    <div className={styles.box}>
      <span className="visually-hidden">{label}</span>
      <code data-foreign>{secret}</code>
      <Button onClick={copy}>复制</Button>
    </div>
  );
}
