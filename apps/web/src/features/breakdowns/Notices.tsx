import { Button } from 'antd';
import { memo } from 'react';
import { Link } from 'react-router';
import { longDate } from '../../shared/format/dates.ts';
import { FileLink } from '../../shared/ui/FileLink.tsx';
import { breakdownFile } from './api.ts';
import styles from './Notices.module.css';
import { useReview } from './review-context.ts';

/** What must not be overlooked: issued, an older version, conflicts elsewhere, edits that did not reach the server. */
export const Notices = memo(function Notices() {
  const { breakdown, reportId, edits, sentences, goTo } = useReview();
  const { issuance } = breakdown;
  return (
    <>
      {breakdown.stage === 'issued' && issuance && (
        <section className={styles.issued} aria-label="印发情况">
          <p>
            <b>{issuance.documentNumber}</b>　{issuance.title}　{issuance.organ.name}，{longDate(issuance.issuedOn)}，
            {issuance.issuedBy}印发，共 {issuance.items} 项。
          </p>
          <span className={styles.files}>
            <FileLink href={breakdownFile(reportId, 'docx')}>下载 Word</FileLink>
            <FileLink href={breakdownFile(reportId, 'xlsx')}>下载 Excel</FileLink>
            <Link to={`/ledgers/supervision?reportId=${reportId}`}>查看台账</Link>
          </span>
        </section>
      )}
      {breakdown.stage === 'draft' && !breakdown.report.current && (
        <p className={styles.notice}>这是较早的版本，只能查看。任务分解在最新版上进行。</p>
      )}
      {edits.conflicts.size > 0 && (
        <p className={styles.notice} role="alert">
          {edits.conflicts.size} 处修改与他人冲突，未生效：
          {[...edits.conflicts.keys()].map((sentence) => (
            <button key={sentence} type="button" onClick={() => goTo(sentence)}>
              第{sentences.get(sentence)?.number ?? '?'}句
            </button>
          ))}
        </p>
      )}
      {edits.unsent.length > 0 && (
        <div className={styles.notice} role="alert">
          连接不上服务器，{edits.unsent.length} 处修改没有保存：{edits.unsent.map(({ label }) => label).join('；')}。
          <Button
            size="small"
            onClick={() => {
              for (const one of edits.unsent) one.again();
            }}
          >
            重新保存
          </Button>
        </div>
      )}
    </>
  );
});
