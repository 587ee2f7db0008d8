import { Select } from 'antd';

interface Props {
  label: string;
  value: string;
  disabled: boolean;
  onChange: (value: string) => void;
}

const TIMES = Array.from({ length: 48 }, (_, half) => {
  const text = `${String(Math.floor(half / 2)).padStart(2, '0')}:${half % 2 ? '30' : '00'}`;
  return { value: text, label: text };
});

/** A half hour of the day; a finer one that is set already stays to be seen. */
export function TimeField({ label, value, disabled, onChange }: Props) {
  const options = TIMES.some((time) => time.value === value) ? TIMES : [{ value, label: value }, ...TIMES];
  return (
    <Select aria-label={label} prefix={label} options={options} value={value} disabled={disabled} onChange={onChange} />
  );
}
