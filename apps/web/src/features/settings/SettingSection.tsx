import type { SettingRow } from '@luoshi/server/modules/settings/contract';
import { App, Button } from 'antd';
import { useState } from 'react';
import { moment } from '../../shared/format/dates.ts';
import { Section } from '../../shared/ui/Section.tsx';
import { fieldsOf, partOf, valueWords } from './fields.ts';
import { SettingDialog } from './SettingDialog.tsx';
import styles from './SettingSection.module.css';

/** One setting: what holds, and what would hold by the standard. */
export function SettingSection({ setting }: { setting: SettingRow }) {
  const [changing, setChanging] = useState(false);
  const { message } = App.useApp();
  const fields = fieldsOf(setting.schema, setting.label);
  return (
    <Section
      title={setting.label}
      note={setting.changedAt === null ? '按标准值' : `${setting.changedBy} 于 ${moment(setting.changedAt)} 修改`}
      actions={
        <Button onClick={() => setChanging(true)} aria-label={`修改 ${setting.label}`}>
          修改
        </Button>
      }
    >
      <dl className={styles.values}>
        {fields.map((field) => {
          const words = valueWords(partOf(setting.value, field), field);
          const standard = valueWords(partOf(setting.standard, field), field);
          return (
            <div key={field.key}>
              <dt>{field.label}</dt>
              <dd data-foreign>
                <b>{words}</b>
                {words !== standard && <span className={styles.standard}>标准值 {standard}</span>}
              </dd>
            </div>
          );
        })}
      </dl>
      {changing && (
        <SettingDialog
          setting={setting}
          fields={fields}
          onClose={() => setChanging(false)}
          onDone={() => {
            setChanging(false);
            message.success(`“${setting.label}”已修改`);
          }}
        />
      )}
    </Section>
  );
}
