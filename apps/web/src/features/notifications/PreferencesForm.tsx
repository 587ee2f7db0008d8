import type { Choice, Preferences } from '@luoshi/server/modules/notifications/contract';
import { App, Button, Checkbox, Select } from 'antd';
import { useState } from 'react';
import { messageOf } from '../../shared/http/api-error.ts';
import { useSetPreferences } from './api.ts';
import styles from './PreferencesForm.module.css';
import { TimeField } from './TimeField.tsx';
import { reachedBy } from './words.ts';

const MAIL: { value: Choice['mail']; label: string }[] = [
  { value: 'at_once', label: '即时发送' },
  { value: 'digest', label: '并入每日汇总' },
  { value: 'off', label: '不发' },
];
const SMS: { value: Choice['sms']; label: string }[] = [
  { value: 'at_once', label: '即时发送' },
  { value: 'off', label: '不发' },
];

export function PreferencesForm({ preferences }: { preferences: Preferences }) {
  const { city, types } = preferences;
  const [quiet, setQuiet] = useState(preferences.quiet);
  const [digest, setDigest] = useState(preferences.digest);
  const [choices, setChoices] = useState(preferences.choices);
  const save = useSetPreferences();
  const { message } = App.useApp();
  const choose = (name: string, change: Partial<Choice>, now: Choice) =>
    setChoices((all) => ({ ...all, [name]: { ...now, ...change } }));
  const submit = () =>
    save.mutate(
      { quiet, digest, choices, rowVersion: preferences.rowVersion },
      {
        onSuccess: () => void message.success('已保存'),
        onError: (error) => void message.error(messageOf(error)),
      },
    );
  const quietNow = quiet ?? city.quiet;
  const digestNow = digest ?? city.digest;
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <p className={styles.reach}>{reachedBy(preferences)}</p>
      <fieldset className={styles.part}>
        <legend>免打扰时段</legend>
        <p>时段内只发紧急消息，其余到时段结束后发。</p>
        <Checkbox checked={quiet === null} onChange={({ target }) => setQuiet(target.checked ? null : city.quiet)}>
          按全市的设置（{city.quiet.on ? `${city.quiet.from} 至 ${city.quiet.to}` : '不设'}）
        </Checkbox>
        {quiet !== null && (
          <div className={styles.own}>
            <Checkbox checked={quiet.on} onChange={({ target }) => setQuiet({ ...quiet, on: target.checked })}>
              设免打扰时段
            </Checkbox>
            <TimeField
              label="从"
              value={quietNow.from}
              disabled={!quiet.on}
              onChange={(from) => setQuiet({ ...quiet, from })}
            />
            <TimeField
              label="至"
              value={quietNow.to}
              disabled={!quiet.on}
              onChange={(to) => setQuiet({ ...quiet, to })}
            />
          </div>
        )}
      </fieldset>
      <fieldset className={styles.part}>
        <legend>每日汇总</legend>
        <p>每天一封邮件，列出当时未读的通知；没有未读就不发。</p>
        <Checkbox checked={digest === null} onChange={({ target }) => setDigest(target.checked ? null : city.digest)}>
          按全市的设置（{city.digest.on ? `每天 ${city.digest.at}` : '不发'}）
        </Checkbox>
        {digest !== null && (
          <div className={styles.own}>
            <Checkbox checked={digest.on} onChange={({ target }) => setDigest({ ...digest, on: target.checked })}>
              发每日汇总
            </Checkbox>
            <TimeField
              label="时间"
              value={digestNow.at}
              disabled={!digest.on}
              onChange={(at) => setDigest({ ...digest, at })}
            />
          </div>
        )}
      </fieldset>
      <fieldset className={styles.part}>
        <legend>按通知类型</legend>
        <ul className={styles.types}>
          {types.map(({ name, label, choice }) => {
            const now = choices[name] ?? choice;
            return (
              <li key={name}>
                <span>{label}</span>
                <span>站内：总会收到</span>
                <Select
                  aria-label={`${label}：邮件`}
                  prefix="邮件"
                  options={MAIL}
                  value={now.mail}
                  onChange={(mail) => choose(name, { mail }, now)}
                />
                <Select
                  aria-label={`${label}：短信`}
                  prefix="短信"
                  options={SMS}
                  value={now.sms}
                  onChange={(sms) => choose(name, { sms }, now)}
                />
              </li>
            );
          })}
        </ul>
      </fieldset>
      <Button type="primary" htmlType="submit" loading={save.isPending}>
        保存
      </Button>
    </form>
  );
}
