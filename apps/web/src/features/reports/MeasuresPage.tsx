import { Pagination } from 'antd';
import { useMemo } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import { EmptyState } from '../../shared/ui/EmptyState.tsx';
import { ErrorState } from '../../shared/ui/ErrorState.tsx';
import { FileLink } from '../../shared/ui/FileLink.tsx';
import { LoadingState } from '../../shared/ui/LoadingState.tsx';
import { Page } from '../../shared/ui/Page.tsx';
import { PageHeader } from '../../shared/ui/PageHeader.tsx';
import { useDocumentTitle } from '../../shared/ui/use-document-title.ts';
import { measuresFile, useMeasures } from './api.ts';
import { FigureScope } from './FigureScope.tsx';
import { MeasureFilterBar } from './MeasureFilterBar.tsx';
import styles from './MeasuresPage.module.css';
import { MeasureTable } from './MeasureTable.tsx';
import { filterFromSearch, PAGE_SIZE, searchFromFilter } from './measure-filter.ts';
import { reportName } from './words.ts';

/** All figures of a report; the filter lives in the address, so that a link shows the same rows. */
export function MeasuresPage() {
  const { reportId = '' } = useParams();
  const [search, setSearch] = useSearchParams();
  const { filter, page } = filterFromSearch(search);
  const measures = useMeasures(reportId, filter);
  const data = measures.data;
  useDocumentTitle(data ? `数据项 · ${reportName(data.report)}` : '数据项');
  const byId = useMemo(() => new Map((data?.rows ?? []).map((row) => [row.id, row])), [data]);
  if (measures.isError && !data)
    return (
      <ErrorState
        error={measures.error}
        onRetry={() => measures.refetch()}
        action={<Link to="/reports">回到报告列表</Link>}
      />
    );
  const shown = data?.rows.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE) ?? [];
  return (
    <Page wide>
      <PageHeader
        trail={[
          { to: '/reports', label: '报告' },
          { to: `/reports/${reportId}`, label: data ? reportName(data.report) : '报告' },
        ]}
        title="数据项"
        note="报告里的每一个数字：指标、数值、口径，以及它出自哪一句。"
        actions={
          <>
            <FileLink href={measuresFile(reportId, 'xlsx', filter)}>导出 Excel</FileLink>
            <FileLink href={measuresFile(reportId, 'csv', filter)}>导出 CSV</FileLink>
          </>
        }
      />
      <MeasureFilterBar
        filter={filter}
        parts={data?.parts ?? []}
        scopes={data?.scopes ?? []}
        onChange={(next) => setSearch(searchFromFilter(next), { replace: true })}
      />
      {measures.isPending && <LoadingState lines={10} />}
      {data && (
        <>
          <p className={styles.total} role="status">
            共 {data.total} 个数据项
            {measures.isError && <span className={styles.stale}>　没有取到新的结果，下面是上一次的。</span>}
          </p>
          {data.rows.length === 0 ? (
            <EmptyState title="没有符合条件的数据项" hint="换一个词，或清除部分条件再试。" />
          ) : (
            <FigureScope measures={byId} className={styles.scope}>
              <MeasureTable rows={shown} busy={measures.isPlaceholderData} />
            </FigureScope>
          )}
          {data.rows.length > PAGE_SIZE && (
            <Pagination
              className={styles.pages ?? ''}
              align="end"
              current={page}
              pageSize={PAGE_SIZE}
              total={data.rows.length}
              showSizeChanger={false}
              itemRender={(_, type, original) => (type === 'prev' ? '上一页' : type === 'next' ? '下一页' : original)}
              onChange={(next) => {
                setSearch(searchFromFilter(filter, next));
                window.scrollTo(0, 0);
              }}
            />
          )}
        </>
      )}
    </Page>
  );
}
