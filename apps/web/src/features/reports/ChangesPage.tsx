import { Link, useParams, useSearchParams } from 'react-router';
import { EmptyState } from '../../shared/ui/EmptyState.tsx';
import { ErrorState } from '../../shared/ui/ErrorState.tsx';
import { LoadingState } from '../../shared/ui/LoadingState.tsx';
import { Page } from '../../shared/ui/Page.tsx';
import { PageHeader } from '../../shared/ui/PageHeader.tsx';
import { useDocumentTitle } from '../../shared/ui/use-document-title.ts';
import { useVersionChanges } from './api.ts';
import { ChangeRow } from './ChangeRow.tsx';
import styles from './ChangesPage.module.css';
import { carriedNames } from './carried-names.ts';
import { reportName } from './words.ts';

type Carried = keyof typeof carriedNames;
const order: Carried[] = ['changed', 'moved', 'added', 'removed', 'unchanged'];

/** What the newer version changed, and which decisions it kept. Unchanged sentences are folded away at first. */
export function ChangesPage() {
  const { reportId = '' } = useParams();
  const [search, setSearch] = useSearchParams();
  const changes = useVersionChanges(reportId);
  const it = changes.data;
  useDocumentTitle(it ? `版本对比 · ${reportName(it.to)}` : '版本对比');
  if (changes.isError)
    return (
      <ErrorState
        error={changes.error}
        onRetry={() => changes.refetch()}
        action={<Link to={`/reports/${reportId}`}>回到报告</Link>}
      />
    );
  const asked = search.get('show') as Carried | null;
  const only = asked && asked in carriedNames ? asked : null;
  const rows = (it?.rows ?? []).filter((row) => (only ? row.carried === only : row.carried !== 'unchanged'));
  const kept = (it?.rows ?? []).filter((row) => row.decisionKept).length;
  return (
    <Page>
      <PageHeader
        trail={[
          { to: '/reports', label: '报告' },
          { to: `/reports/${reportId}`, label: it ? reportName(it.to) : '报告' },
        ]}
        title="版本对比"
        note={it?.from ? `${it.from.versionLabel} → ${it.to.versionLabel}。已有的处置沿用到 ${kept} 句。` : undefined}
      />
      {changes.isPending && <LoadingState lines={10} />}
      {it && !it.from && (
        <EmptyState title="这是第一个版本" hint="导入修改稿以后，这里列出改了哪些句子、哪些处置已经沿用。" />
      )}
      {it?.from && (
        <>
          <fieldset className={styles.filter}>
            <legend className="visually-hidden">按变化筛选</legend>
            <button type="button" aria-pressed={only === null} onClick={() => setSearch({}, { replace: true })}>
              全部变化
            </button>
            {order.map((carried) => (
              <button
                key={carried}
                type="button"
                aria-pressed={only === carried}
                onClick={() => setSearch({ show: carried }, { replace: true })}
              >
                {carriedNames[carried]} {it.counts[carried] ?? 0}
              </button>
            ))}
          </fieldset>
          {rows.length === 0 ? (
            <EmptyState title={only ? `没有${carriedNames[only]}的句子` : '两个版本的句子完全相同'} />
          ) : (
            <table className={styles.table}>
              <thead>
                <tr>
                  <th scope="col">变化</th>
                  <th scope="col">{it.from.versionLabel}</th>
                  <th scope="col">{it.to.versionLabel}</th>
                  <th scope="col">处置</th>
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <ChangeRow key={`${row.before?.number}-${row.after?.number}`} row={row} reportId={reportId} />
                ))}
              </tbody>
            </table>
          )}
        </>
      )}
    </Page>
  );
}
