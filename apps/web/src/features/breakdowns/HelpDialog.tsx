import { Modal } from 'antd';
import styles from './HelpDialog.module.css';
import { helpSheet } from './keyboard.ts';

/** Every key of the workbench. */
export function HelpDialog({ onClose }: { onClose: () => void }) {
  return (
    <Modal open title="按键说明" footer={null} onCancel={onClose} width={920}>
      <div className={styles.groups}>
        {helpSheet.map((group) => (
          <section key={group.title}>
            <h3>{group.title}</h3>
            <dl>
              {group.rows.map(([keys, does]) => (
                <div key={does}>
                  <dt>
                    {keys.map((key) => (
                      <kbd key={key} data-keep>
                        {key}
                      </kbd>
                    ))}
                  </dt>
                  <dd>{does}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  );
}
