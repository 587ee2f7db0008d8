import { Link, useParams } from 'react-router';
import { isApiError } from '../../shared/http/api-error.ts';
import { ErrorState } from '../../shared/ui/ErrorState.tsx';
import { LoadingState } from '../../shared/ui/LoadingState.tsx';
import { Page } from '../../shared/ui/Page.tsx';
import { useDocumentTitle } from '../../shared/ui/use-document-title.ts';
import { useOrganisations } from '../people/directory.ts';
import { useReports, useReportText } from '../reports/api.ts';
import { reportName } from '../reports/words.ts';
import { useBreakdown } from './api.ts';
import { Workbench } from './Workbench.tsx';

/** Gathers what the workbench needs: the breakdown, the text, and the organisations. */
export function ReviewPage() {
  const { reportId = '' } = useParams();
  const breakdown = useBreakdown(reportId);
  const text = useReportText(reportId);
  const organisations = useOrganisations();
  const reports = useReports();
  useDocumentTitle(breakdown.data ? `核对任务分解 · ${reportName(breakdown.data.report)}` : '核对任务分解');
  const failed = [breakdown, text, organisations].find((query) => query.isError && !query.data);
  if (failed) {
    const asked = reports.data?.find((report) => report.id === reportId);
    const newest = isApiError(failed.error, 'NOT_CURRENT_VERSION')
      ? reports.data?.find(
          (report) => report.current && report.year === asked?.year && report.organ.id === asked?.organ.id,
        )
      : undefined;
    return (
      <ErrorState
        error={failed.error}
        onRetry={() => failed.refetch()}
        action={
          newest ? (
            <Link to={`/reports/${newest.id}/review`}>打开最新版的任务分解</Link>
          ) : (
            <Link to="/reports">回到报告列表</Link>
          )
        }
      />
    );
  }
  if (!breakdown.data || !text.data || !organisations.data)
    return (
      <Page>
        <LoadingState lines={12} />
      </Page>
    );
  return (
    <Workbench
      key={reportId}
      reportId={reportId}
      breakdown={breakdown.data}
      report={text.data}
      organisations={organisations.data}
    />
  );
}
