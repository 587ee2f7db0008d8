import { Link, useParams } from 'react-router';
import { longDate } from '../../shared/format/dates.ts';
import { ErrorState } from '../../shared/ui/ErrorState.tsx';
import { Facts } from '../../shared/ui/Facts.tsx';
import { LoadingState } from '../../shared/ui/LoadingState.tsx';
import { Page } from '../../shared/ui/Page.tsx';
import { PageHeader } from '../../shared/ui/PageHeader.tsx';
import { useDocumentTitle } from '../../shared/ui/use-document-title.ts';
import { HistoryList } from '../record/HistoryList.tsx';
import { useItem } from './api.ts';
import styles from './ItemPage.module.css';
import { reworded } from './reworded.ts';
import { quarterName, unitsOf } from './units.ts';

/** One item: what is to be done, by whom, by when, on which words it stands, and what happened to it. */
export function ItemPage() {
  const { itemId = '' } = useParams();
  const item = useItem(itemId);
  useDocumentTitle(item.data ? item.data.number : '督办事项');
  if (item.isPending)
    return (
      <Page>
        <LoadingState />
      </Page>
    );
  if (item.isError)
    return (
      <ErrorState
        error={item.error}
        onRetry={() => item.refetch()}
        action={<Link to="/ledgers/supervision">回到督办事项台账</Link>}
      />
    );
  const it = item.data;
  const { leads, supports } = unitsOf(it);
  return (
    <Page>
      <PageHeader
        trail={[{ to: '/ledgers/supervision', label: '督办事项台账' }]}
        title={it.number}
        note={`据 ${it.documentNumber} 印发，第 ${it.position} 项`}
      />
      <section className={styles.lead} aria-label="事项内容">
        <p className={styles.path}>{it.sectionPath.join(' › ')}</p>
        <p className={styles.wording}>{it.wording}</p>
        {reworded(it) && (
          <p className={styles.original}>
            <b>原文：</b>
            {it.original}
          </p>
        )}
      </section>
      <div className={styles.columns}>
        <section className={styles.sheet} aria-labelledby="duty">
          <h2 id="duty">责任与时限</h2>
          <Facts
            rows={[
              ['牵头单位', leads.join('、')],
              ['配合单位', supports.join('、')],
              ['牵头领导', it.sponsor && `${it.sponsor.name}（${it.sponsor.title}）`],
              ['完成时限', it.due && longDate(it.due)],
              ['量化目标', it.targets.join('；')],
              [
                '季度节点',
                it.quarters.length > 0 ? (
                  <ol key="quarters">
                    {it.quarters.map((node) => (
                      <li key={node.quarter}>
                        {quarterName(node.quarter)}：{node.text}
                      </li>
                    ))}
                  </ol>
                ) : null,
              ],
            ]}
          />
        </section>
        <section className={styles.sheet} aria-labelledby="anchors">
          <h2 id="anchors">原文出处</h2>
          <ul className={styles.anchors}>
            {it.anchors.map((anchor) => (
              <li key={`${anchor.reference}-${anchor.start}`}>
                <Link to={`/sources/${encodeURIComponent(anchor.reference)}`}>
                  {anchor.label}
                  <span className={styles.reference}>{anchor.reference}</span>
                </Link>
                <blockquote>{anchor.text}</blockquote>
              </li>
            ))}
          </ul>
        </section>
      </div>
      <section className={styles.sheet} aria-labelledby="history">
        <h2 id="history">留痕</h2>
        <HistoryList events={it.history} />
      </section>
    </Page>
  );
}
