import { type Organisation, Organisations } from '@luoshi/server/modules/people/contract';
import { Button, Form } from 'antd';
import { useState } from 'react';
import { useChange } from './api.ts';
import { EditDialog } from './EditDialog.tsx';
import { OrganisationSelect } from './OrganisationSelect.tsx';
import styles from './people.module.css';

interface Props {
  organisations: readonly Organisation[];
  onClose: () => void;
}

/** Moves the organisations below one among themselves; with buttons, so that it works from the keyboard and on a phone. */
export function OrderDialog({ organisations, onClose }: Props) {
  const change = useChange(Organisations);
  const [parent, setParent] = useState<string | null>(null);
  const [order, setOrder] = useState<readonly Organisation[]>(() =>
    organisations.filter((one) => one.parentId === null),
  );
  const choose = (id: string | null) => {
    setParent(id);
    setOrder(organisations.filter((one) => one.parentId === id));
  };
  const swap = (at: number, to: number) => {
    const next = [...order];
    [next[at], next[to]] = [next[to]!, next[at]!];
    setOrder(next);
  };
  return (
    <EditDialog<{ on: string; why: string }>
      title="调整建制顺序"
      submit="保存次序"
      dated="生效日期"
      busy={change.isPending}
      error={change.error}
      initial={{}}
      onClose={onClose}
      onSubmit={(values) =>
        change.mutate(
          { path: '/api/organisation-orders', body: { ...values, organisationIds: order.map((one) => one.id) } },
          { onSuccess: onClose },
        )
      }
    >
      <Form.Item label="哪个单位的下属" htmlFor="order-parent">
        <OrganisationSelect
          id="order-parent"
          allowClear
          placeholder="没有上级的单位"
          value={parent ?? (null as unknown as string)}
          onChange={(value) => choose(typeof value === 'string' ? value : null)}
        />
      </Form.Item>
      <ol className={styles.problems} aria-label="次序">
        {order.map((one, at) => (
          <li key={one.id}>
            {one.shortName}{' '}
            <Button
              size="small"
              type="text"
              disabled={at === 0}
              aria-label={`${one.shortName}上移`}
              onClick={() => swap(at, at - 1)}
            >
              上移
            </Button>
            <Button
              size="small"
              type="text"
              disabled={at === order.length - 1}
              aria-label={`${one.shortName}下移`}
              onClick={() => swap(at, at + 1)}
            >
              下移
            </Button>
          </li>
        ))}
      </ol>
      {order.length < 2 && <p>这里不足两个单位，没有次序可调。</p>}
    </EditDialog>
  );
}
