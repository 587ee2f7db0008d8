import type { DraftItem } from '@luoshi/server/modules/breakdowns/contract';
import { DatePicker, Select } from 'antd';
import dayjs from 'dayjs';
import { useEffect, useId, useRef, useState } from 'react';
import { useSponsors } from '../people/directory.ts';
import { OrganisationSelect } from '../people/OrganisationSelect.tsx';
import styles from './ItemFields.module.css';
import { type FieldWish, useReview } from './review-context.ts';

interface Props {
  sentence: string;
  item: DraftItem;
  wish: FieldWish | null;
}

/** Who and by when. Each change is saved at once. */
export function ItemFields({ sentence, item, wish }: Props) {
  const { actions, nameOf } = useReview();
  const sponsors = useSponsors();
  const id = useId();
  const leads = useRef<HTMLDivElement>(null);
  const supports = useRef<HTMLDivElement>(null);
  const sponsor = useRef<HTMLDivElement>(null);
  const due = useRef<HTMLDivElement>(null);
  const [picking, setPicking] = useState(false);

  useEffect(() => {
    const field = wish && { leads, supports, sponsor, due, wording: null, quarters: null }[wish.field];
    if (!wish || !field) return;
    field.current?.querySelector('input')?.focus();
    if (wish.field === 'due') setPicking(true);
    wish.done();
  }, [wish]);

  const change = (what: Parameters<typeof actions.editItem>[2], label: string) =>
    void actions.editItem(sentence, item.id, what, label);
  const many = (value: string | string[]) => (Array.isArray(value) ? value : [value]);
  return (
    <div className={styles.fields}>
      <div className={styles.field} ref={leads}>
        <label htmlFor={`${id}-leads`}>
          牵头单位 <kbd>L</kbd>
        </label>
        <OrganisationSelect
          id={`${id}-leads`}
          mode="multiple"
          value={item.leads}
          onChange={(value) =>
            change({ leads: many(value) }, `牵头单位：${many(value).map(nameOf).join('、') || '空'}`)
          }
        />
      </div>
      <div className={styles.field} ref={supports}>
        <label htmlFor={`${id}-supports`}>
          配合单位 <kbd>P</kbd>
        </label>
        <OrganisationSelect
          id={`${id}-supports`}
          mode="multiple"
          exclude={item.leads}
          value={item.supports}
          onChange={(value) =>
            change({ supports: many(value) }, `配合单位：${many(value).map(nameOf).join('、') || '空'}`)
          }
        />
      </div>
      <div className={styles.pair}>
        <div className={styles.field} ref={due}>
          <label htmlFor={`${id}-due`}>
            完成时限 <kbd>D</kbd>
          </label>
          <DatePicker
            id={`${id}-due`}
            value={item.due ? dayjs(item.due) : null}
            format="YYYY-MM-DD"
            placeholder="选择日期"
            showNow={false}
            open={picking}
            onOpenChange={setPicking}
            onChange={(date) => {
              const value = date ? date.format('YYYY-MM-DD') : null;
              change({ due: value }, `完成时限：${value ?? '空'}`);
            }}
          />
        </div>
        <div className={styles.field} ref={sponsor}>
          <label htmlFor={`${id}-sponsor`}>
            牵头领导 <kbd>G</kbd>
          </label>
          <Select
            id={`${id}-sponsor`}
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            placeholder="选择领导"
            value={item.sponsorId}
            loading={sponsors.isPending}
            options={sponsors.data?.map((one) => ({ value: one.id, label: `${one.name}　${one.title}` })) ?? []}
            notFoundContent={sponsors.isError ? '没有取到名单，请稍后重试' : '没有这位领导'}
            onChange={(value: string | null | undefined) => {
              const name = sponsors.data?.find((one) => one.id === value)?.name;
              change({ sponsorId: value ?? null }, `牵头领导：${name ?? '空'}`);
            }}
          />
        </div>
      </div>
    </div>
  );
}
