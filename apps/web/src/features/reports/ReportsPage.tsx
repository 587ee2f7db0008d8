import { Button } from 'antd';
import { useState } from 'react';
import { EmptyState } from '../../shared/ui/EmptyState.tsx';
import { ErrorState } from '../../shared/ui/ErrorState.tsx';
import { LoadingState } from '../../shared/ui/LoadingState.tsx';
import { Page } from '../../shared/ui/Page.tsx';
import { PageHeader } from '../../shared/ui/PageHeader.tsx';
import { useDocumentTitle } from '../../shared/ui/use-document-title.ts';
import { useMay } from '../accounts/session.ts';
import { useReports } from './api.ts';
import { groupVersions } from './group-versions.ts';
import { ImportDialog } from './ImportDialog.tsx';
import { ReportGroup } from './ReportGroup.tsx';
import styles from './ReportsPage.module.css';
import { useFileDrop } from './use-file-drop.ts';

export function ReportsPage() {
  useDocumentTitle('报告与任务分解');
  const reports = useReports();
  const mayImport = useMay('reports.import');
  const [importing, setImporting] = useState<{ file: File | null } | null>(null);
  const dropping = useFileDrop(mayImport, (file) => setImporting({ file }));
  const open = (
    <Button type="primary" onClick={() => setImporting({ file: null })}>
      导入报告
    </Button>
  );
  return (
    <Page>
      <PageHeader
        title="报告与任务分解"
        note="导入政府工作报告，逐句核对，分解成任务印发。"
        actions={mayImport && open}
      />
      {reports.isPending && <LoadingState />}
      {reports.isError && <ErrorState error={reports.error} onRetry={() => reports.refetch()} />}
      {reports.data?.length === 0 && (
        <div className={styles.sheet}>
          <EmptyState
            title="还没有报告"
            hint={
              mayImport
                ? '把政府工作报告（Word、PDF 或文本文件）拖到本页，或点“导入报告”选择文件。几分钟后即可核对任务分解。'
                : '督查室导入报告后，会显示在这里。'
            }
            action={mayImport && open}
          />
        </div>
      )}
      <div className={styles.groups}>
        {groupVersions(reports.data ?? []).map((group) => (
          <ReportGroup key={group.key} group={group} />
        ))}
      </div>
      {dropping && (
        <div className={styles.drop} aria-hidden="true">
          <p>松开鼠标，导入这份报告</p>
        </div>
      )}
      {importing && <ImportDialog initialFile={importing.file} onClose={() => setImporting(null)} />}
    </Page>
  );
}
