import type { MeasureRows } from '@luoshi/server/modules/reports/contract';
import { Button, Select } from 'antd';
import type { z } from 'zod';
import { SearchInput } from '../../shared/ui/SearchInput.tsx';
import type { MeasureFilterValues } from './api.ts';
import styles from './MeasureFilterBar.module.css';
import { kindNames, partNames } from './words.ts';

interface Props {
  filter: MeasureFilterValues;
  parts: z.infer<typeof MeasureRows>['parts'];
  scopes: z.infer<typeof MeasureRows>['scopes'];
  onChange: (filter: MeasureFilterValues) => void;
}

export function MeasureFilterBar({ filter, parts, scopes, onChange }: Props) {
  const change = (next: Partial<{ [K in keyof MeasureFilterValues]: MeasureFilterValues[K] | undefined }>) => {
    const merged = { ...filter, ...next };
    onChange(Object.fromEntries(Object.entries(merged).filter(([, value]) => value)) as MeasureFilterValues);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: Chrome 109 does not know <search>
    <form role="search" onSubmit={(event) => event.preventDefault()} className={styles.bar} aria-label="筛选数据项">
      <fieldset className={styles.parts}>
        <legend className="visually-hidden">所在部分</legend>
        <PartButton label="全部" pressed={!filter.part} onPress={() => change({ part: undefined })} />
        {parts.map(({ part, count }) => (
          <PartButton
            key={part}
            label={`${partNames[part]} ${count}`}
            pressed={filter.part === part}
            onPress={() => change({ part })}
          />
        ))}
      </fieldset>
      <Select
        aria-label="性质"
        placeholder="性质"
        allowClear
        className={styles.kind ?? ''}
        value={filter.kind ?? null}
        onChange={(kind) => change({ kind: kind ?? undefined })}
        options={Object.entries(kindNames).map(([value, label]) => ({ value: value as 'result' | 'target', label }))}
      />
      <SearchInput
        label="指标"
        value={filter.indicator ?? ''}
        onChange={(indicator) => change({ indicator })}
        className={styles.words}
      />
      <Select
        aria-label="范围（地区、单位）"
        placeholder="范围（地区、单位）"
        allowClear
        showSearch
        className={styles.scope ?? ''}
        value={filter.region ?? null}
        onChange={(region) => change({ region: region ?? undefined })}
        options={scopes
          .filter(({ scope }) => scope)
          .map(({ scope, count }) => ({ value: scope, label: `${scope}（${count}）` }))}
        notFoundContent="没有单独写明范围的数据"
      />
      <SearchInput
        label="在原文句中查找"
        value={filter.q ?? ''}
        onChange={(q) => change({ q })}
        className={styles.words}
      />
      {Object.keys(filter).length > 0 && (
        <Button type="link" onClick={() => onChange({})}>
          清除条件
        </Button>
      )}
    </form>
  );
}

function PartButton({ label, pressed, onPress }: { label: string; pressed: boolean; onPress: () => void }) {
  return (
    <button type="button" aria-pressed={pressed} onClick={onPress}>
      {label}
    </button>
  );
}
