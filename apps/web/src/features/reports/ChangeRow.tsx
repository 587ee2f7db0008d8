import type { VersionChanges } from '@luoshi/server/modules/reports/contract';
import { Link } from 'react-router';
import type { z } from 'zod';
import { Tag, type Tone } from '../../shared/ui/Tag.tsx';
import styles from './ChangesPage.module.css';
import { carriedNames } from './carried-names.ts';
import { wordingDifference } from './wording-difference.ts';

type Row = z.infer<typeof VersionChanges>['rows'][number];

const tones: Record<Row['carried'], Tone> = {
  changed: 'warn',
  moved: 'accent',
  added: 'good',
  removed: 'bad',
  unchanged: 'plain',
};

export function ChangeRow({ row, reportId }: { row: Row; reportId: string }) {
  const parts = row.before && row.after ? wordingDifference(row.before.text, row.after.text) : null;
  return (
    <tr>
      <td className={styles.kind}>
        <Tag tone={tones[row.carried]}>{carriedNames[row.carried]}</Tag>
      </td>
      <td className={styles.text}>
        {row.before && <span className={styles.number}>第{row.before.number}句</span>}
        {parts
          ? parts.map((part, at) =>
              // biome-ignore lint/suspicious/noArrayIndexKey: the parts of two fixed texts never move
              part.kind === 'same' ? part.text : part.kind === 'gone' && <del key={at}>{part.text}</del>,
            )
          : row.before?.text}
      </td>
      <td className={styles.text}>
        {row.after && (
          <Link
            className={styles.number}
            to={`/reports/${reportId}/review?sentence=${encodeURIComponent(row.after.sentence)}`}
          >
            第{row.after.number}句
          </Link>
        )}
        {parts
          ? parts.map((part, at) =>
              // biome-ignore lint/suspicious/noArrayIndexKey: the parts of two fixed texts never move
              part.kind === 'same' ? part.text : part.kind === 'new' && <ins key={at}>{part.text}</ins>,
            )
          : row.after?.text}
      </td>
      <td className={styles.kept} data-name="处置">
        {row.carried === 'removed' ? '—' : row.decisionKept ? '已沿用' : '待核对'}
      </td>
    </tr>
  );
}
