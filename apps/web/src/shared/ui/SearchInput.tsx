import { Input } from 'antd';
import { useEffect, useRef, useState } from 'react';

interface Props {
  label: string;
  placeholder?: string;
  value: string;
  onChange: (value: string) => void;
  className?: string | undefined;
}

/** Words to search for. Told on a pause in typing, never in the middle of a pinyin composition. */
export function SearchInput({ label, placeholder = label, value, onChange, className }: Props) {
  const [words, setWords] = useState(value);
  const composing = useRef(false);
  const told = useRef(value);
  const tell = useRef(onChange);
  tell.current = onChange;

  // The address may change by itself (back, a cleared filter).
  useEffect(() => {
    if (value !== told.current) {
      told.current = value;
      setWords(value);
    }
  }, [value]);

  useEffect(() => {
    if (composing.current || words.trim() === told.current) return;
    const timer = setTimeout(() => {
      told.current = words.trim();
      tell.current(told.current);
    }, 250);
    return () => clearTimeout(timer);
  }, [words]);

  return (
    <Input
      allowClear
      aria-label={label}
      placeholder={placeholder}
      value={words}
      className={className ?? ''}
      onChange={(event) => setWords(event.target.value)}
      onCompositionStart={() => {
        composing.current = true;
      }}
      onCompositionEnd={(event) => {
        composing.current = false;
        // The words stay the same but are final only now, so the pause above has not told them.
        told.current = event.currentTarget.value.trim();
        tell.current(told.current);
      }}
    />
  );
}
