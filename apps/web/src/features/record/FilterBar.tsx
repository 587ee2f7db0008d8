import { Button, DatePicker, Select } from 'antd';
import dayjs from 'dayjs';
import { SearchInput } from '../../shared/ui/SearchInput.tsx';
import { type EventFilterValues, useRecordWords } from './api.ts';
import styles from './RecordPage.module.css';

interface Props {
  filter: EventFilterValues;
  onChange: (values: EventFilterValues) => void;
  onClear: () => void;
}

/** Which events: by day, person, operation, subject and words of the reason. */
export function FilterBar({ filter, onChange, onClear }: Props) {
  const words = useRecordWords();
  const operations = (words.data?.operations ?? []).map(({ name, label }) => ({ value: name, label }));
  const subjects = (words.data?.subjects ?? []).map(({ kind, label }) => ({ value: kind, label }));
  const only = filter.personId || filter.subjectId;
  return (
    // biome-ignore lint/a11y/useSemanticElements: Chrome 109 does not know <search>
    <form role="search" onSubmit={(event) => event.preventDefault()} className={styles.bar} aria-label="查找留痕">
      {(['from', 'to'] as const).map((name) => (
        <DatePicker
          key={name}
          aria-label={name === 'from' ? '自哪天' : '到哪天'}
          placeholder={name === 'from' ? '自哪天' : '到哪天'}
          format="YYYY-MM-DD"
          className={styles.day ?? ''}
          value={filter[name] ? dayjs(filter[name]) : null}
          onChange={(day) => onChange({ [name]: day ? day.format('YYYY-MM-DD') : '' })}
        />
      ))}
      <SearchInput
        label="人员（姓名或拼音首字母）"
        value={filter.person ?? ''}
        onChange={(person) => onChange({ person })}
        className={styles.person}
      />
      <Select
        aria-label="操作"
        placeholder="操作"
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        options={operations}
        value={filter.operation ?? null}
        className={styles.choice ?? ''}
        onChange={(operation) => onChange({ operation: operation ?? '' })}
      />
      <Select
        aria-label="对象"
        placeholder="对象"
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        options={subjects}
        value={filter.subjectKind ?? null}
        className={styles.choice ?? ''}
        onChange={(subjectKind) => onChange({ subjectKind: subjectKind ?? '', subjectId: '' })}
      />
      <SearchInput
        label="原因中的字"
        value={filter.why ?? ''}
        onChange={(why) => onChange({ why })}
        className={styles.person}
      />
      {only && <span className={styles.only}>{filter.personId ? '只看一个人的操作' : '只看一个对象'}</span>}
      {Object.keys(filter).length > 0 && (
        <Button type="link" onClick={onClear}>
          清除条件
        </Button>
      )}
    </form>
  );
}
