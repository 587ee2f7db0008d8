import { useId, useRef } from 'react';
import { bytes } from '../../shared/format/numbers.ts';
import styles from './FilePicker.module.css';
import { ACCEPTED } from './file-refusal.ts';

interface Props {
  file: File | null;
  wrong: string | null;
  onFile: (file: File | null) => void;
}

/** One file, picked or dropped (the page takes drops anywhere). The input is a real one, so that keyboard and screen reader know it. */
export function FilePicker({ file, wrong, onFile }: Props) {
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  return (
    <div>
      <label
        htmlFor={id}
        className={styles.picker}
        data-wrong={wrong !== null}
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => {
          event.preventDefault();
          event.stopPropagation();
          onFile(event.dataTransfer.files[0] ?? null);
        }}
      >
        <input
          ref={input}
          id={id}
          type="file"
          className={styles.input}
          aria-label="选择报告文件"
          accept={ACCEPTED.join(',')}
          onChange={(event) => onFile(event.target.files?.[0] ?? null)}
        />
        {file ? (
          <>
            <span className={styles.name}>{file.name}</span>
            <span className={styles.hint}>{bytes(file.size)} · 点此换一份文件</span>
          </>
        ) : (
          <>
            <span className={styles.name}>把报告拖到这里，或点此选择文件</span>
            <span className={styles.hint}>Word（.docx）、有文字的 PDF、文本（.txt）、网页（.html），不超过 50 MB</span>
          </>
        )}
      </label>
      {wrong && (
        <p className={styles.wrong} role="alert">
          {wrong}
        </p>
      )}
    </div>
  );
}
