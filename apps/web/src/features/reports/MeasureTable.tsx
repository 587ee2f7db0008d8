import type { MeasureRow } from '@luoshi/server/modules/reports/contract';
import { memo } from 'react';
import { Link } from 'react-router';
import { Tag } from '../../shared/ui/Tag.tsx';
import { FigureText } from './FigureText.tsx';
import styles from './MeasureTable.module.css';
import { aspectNames, boundNames, figureAsWritten, kindNames, partNames } from './words.ts';

/** A figure a row, the sentence beside it. On a phone each row is a card: the cells carry their own names. */
export const MeasureTable = memo(function MeasureTable({ rows, busy }: { rows: MeasureRow[]; busy: boolean }) {
  return (
    <table className={styles.table} aria-busy={busy}>
      <thead>
        <tr>
          <th scope="col">指标</th>
          <th scope="col" className={styles.right}>
            数字
          </th>
          <th scope="col">口径</th>
          <th scope="col">性质</th>
          <th scope="col">范围</th>
          <th scope="col">时期</th>
          <th scope="col">所在部分</th>
          <th scope="col">原文句</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.id} row={row} />
        ))}
      </tbody>
    </table>
  );
});

function Row({ row }: { row: MeasureRow }) {
  const from = row.sentenceStart;
  return (
    <tr>
      <th scope="row" className={styles.indicator}>
        {row.indicator || <span className={styles.unknown}>未识别</span>}
      </th>
      <td className={styles.figure}>
        {row.bound !== 'eq' && <span className={styles.bound}>{boundNames[row.bound]}</span>}
        {row.direction === 'down' && row.aspect !== 'level' && <span className={styles.bound}>下降</span>}
        <b>{figureAsWritten(row)}</b>
      </td>
      <td data-name="口径">{aspectNames[row.aspect]}</td>
      <td data-name="性质">
        <Tag tone={row.kind === 'target' ? 'accent' : 'plain'}>{kindNames[row.kind]}</Tag>
      </td>
      <td data-name="范围">{row.scope || '全域'}</td>
      <td data-name="时期">{row.period}</td>
      <td data-name="部分">{partNames[row.part]}</td>
      <td className={styles.sentence}>
        <Link
          to={`/sources/${encodeURIComponent(row.reference)}`}
          className={styles.number}
          title={row.sectionPath.join(' › ')}
        >
          第{row.sentenceNumber}句
        </Link>
        <FigureText
          text={row.sentenceText}
          start={0}
          end={row.sentenceText.length}
          measures={[{ ...row, start: row.start - from, end: row.end - from }]}
          emphasised={row.id}
          reachable
        />
      </td>
    </tr>
  );
}
