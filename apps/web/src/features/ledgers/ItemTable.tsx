import type { Item } from '@luoshi/server/modules/ledgers/contract';
import { memo } from 'react';
import { Link } from 'react-router';
import { longDate } from '../../shared/format/dates.ts';
import styles from './ItemTable.module.css';
import { unitsOf } from './units.ts';

/** Items as offices print them; on a phone each is a card. */
export const ItemTable = memo(function ItemTable({ items, busy }: { items: Item[]; busy: boolean }) {
  return (
    <table className={styles.table} aria-busy={busy}>
      <thead>
        <tr>
          <th scope="col" className={styles.numberHead}>
            编号
          </th>
          <th scope="col">事项</th>
          <th scope="col">量化目标</th>
          <th scope="col">牵头单位</th>
          <th scope="col">配合单位</th>
          <th scope="col">完成时限</th>
          <th scope="col">原文出处</th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => {
          const { leads, supports } = unitsOf(item);
          return (
            <tr key={item.id}>
              <td className={styles.number}>
                <Link to={`/ledgers/supervision/${item.id}`}>{item.number}</Link>
              </td>
              <th scope="row" className={styles.wording}>
                <Link to={`/ledgers/supervision/${item.id}`}>{item.wording}</Link>
              </th>
              <td data-name="量化目标" className={styles.targets}>
                {item.targets.join('；')}
              </td>
              <td data-name="牵头" className={styles.units}>
                {leads.join('、')}
              </td>
              <td data-name="配合" className={styles.units}>
                {supports.join('、')}
              </td>
              <td data-name="时限" className={styles.due}>
                {item.due && longDate(item.due)}
              </td>
              <td data-name="出处" className={styles.source}>
                {item.anchors.map((anchor) => (
                  <Link
                    key={anchor.reference}
                    to={`/sources/${encodeURIComponent(anchor.reference)}`}
                    title={anchor.label}
                  >
                    {anchor.reference}
                  </Link>
                ))}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
});
