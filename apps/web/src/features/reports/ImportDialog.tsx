import { Modal } from 'antd';
import { useState } from 'react';
import { ImportForm } from './ImportForm.tsx';
import { ImportProgress } from './ImportProgress.tsx';
import { useImport } from './use-import.ts';

/** Choosing a file, then following it until it is a report. Kept open while it runs: closing it stops nothing. */
export function ImportDialog({ initialFile, onClose }: { initialFile: File | null; onClose: () => void }) {
  const [file, setFile] = useState(initialFile);
  const running = useImport();
  return (
    <Modal
      open
      title="导入政府工作报告"
      footer={null}
      onCancel={onClose}
      width={600}
      mask={{ closable: false }}
      destroyOnHidden
    >
      {running.stage === 'form' ? (
        <ImportForm
          file={file}
          onFile={setFile}
          busy={running.uploading}
          refusal={running.error}
          onSubmit={running.start}
        />
      ) : (
        <ImportProgress import={running.import} error={running.error} onAgain={running.reset} onClose={onClose} />
      )}
    </Modal>
  );
}
