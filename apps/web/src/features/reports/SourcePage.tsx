import { useMemo } from 'react';
import { Link, useParams } from 'react-router';
import { longDate } from '../../shared/format/dates.ts';
import { ErrorState } from '../../shared/ui/ErrorState.tsx';
import { LoadingState } from '../../shared/ui/LoadingState.tsx';
import { Page } from '../../shared/ui/Page.tsx';
import { PageHeader } from '../../shared/ui/PageHeader.tsx';
import { useDocumentTitle } from '../../shared/ui/use-document-title.ts';
import { useSource } from './api.ts';
import { FigureFacts } from './FigureFacts.tsx';
import { FigureScope } from './FigureScope.tsx';
import { FigureText } from './FigureText.tsx';
import styles from './SourcePage.module.css';
import { figureAsWritten, reportName } from './words.ts';

// Sentences of these kinds stand outside the parts that are broken down.
const OUTSIDE_PLAN = ['review', 'salutation', 'other'];

/** Where a reference leads: the sentence among its neighbours, what its figures mean, what stands on it. */
export function SourcePage() {
  const { reference = '' } = useParams();
  const source = useSource(reference);
  useDocumentTitle(source.data ? `第${source.data.sentence.number}句 · 原文出处` : '原文出处');
  const byId = useMemo(
    () => new Map((source.data?.measures ?? []).map((measure) => [measure.id, measure])),
    [source.data],
  );
  if (source.isPending)
    return (
      <Page>
        <LoadingState />
      </Page>
    );
  if (source.isError)
    return (
      <ErrorState
        error={source.error}
        onRetry={() => source.refetch()}
        action={<Link to="/reports">回到报告列表</Link>}
      />
    );
  const it = source.data;
  const from = it.sentence.start;
  const measures = it.measures.map((measure) => ({ ...measure, start: measure.start - from, end: measure.end - from }));
  return (
    <Page>
      <PageHeader
        trail={[
          { to: '/reports', label: '报告' },
          { to: `/reports/${it.report.id}`, label: reportName(it.report) },
        ]}
        title={`原文出处：第${it.sentence.number}句`}
        note={
          <>
            {it.sectionPath.join(' › ')}　编号 <span className={styles.reference}>{it.reference}</span>
          </>
        }
      />
      <FigureScope measures={byId}>
        <blockquote className={styles.passage} cite={`/api/reports/${it.report.id}/file`}>
          <span className={styles.around}>{it.before}</span>
          <span className={styles.sentence}>
            <FigureText text={it.text} start={0} end={it.text.length} measures={measures} reachable />
          </span>
          <span className={styles.around}>{it.after}</span>
        </blockquote>
      </FigureScope>
      <p className={styles.onward}>
        {!OUTSIDE_PLAN.includes(it.sentence.reason) && (
          <Link to={`/reports/${it.report.id}/review?sentence=${encodeURIComponent(it.sentence.id)}`}>
            在任务分解中打开这一句
          </Link>
        )}
        <a href={`/api/reports/${it.report.id}/file`} download={it.report.fileName}>
          下载报告原件
        </a>
      </p>
      <section aria-labelledby="items" className={styles.block}>
        <h2 id="items" className={styles.heading}>
          据此立项的事项
        </h2>
        {it.items.length === 0 ? (
          <p className={styles.none}>还没有事项以这一句为依据。</p>
        ) : (
          <ul className={styles.items}>
            {it.items.map((item) => (
              <li key={item.id}>
                <Link to={`/ledgers/supervision/${item.id}`}>
                  <span className={styles.itemNumber}>{item.number}</span>
                  <span className={styles.wording}>{item.wording}</span>
                  {item.due && <span className={styles.due}>{longDate(item.due)}前</span>}
                </Link>
              </li>
            ))}
          </ul>
        )}
      </section>
      <section aria-labelledby="figures" className={styles.block}>
        <h2 id="figures" className={styles.heading}>
          句中的数字
        </h2>
        {it.measures.length === 0 ? (
          <p className={styles.none}>这一句没有数字。</p>
        ) : (
          <div className={styles.figures}>
            {it.measures.map((measure) => (
              <article key={measure.id} className={styles.figure}>
                <h3>
                  <b>{figureAsWritten(measure)}</b> {measure.indicator}
                </h3>
                <FigureFacts measure={measure} />
              </article>
            ))}
          </div>
        )}
      </section>
    </Page>
  );
}
