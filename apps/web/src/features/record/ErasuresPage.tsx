import type { Erasure } from '@luoshi/server/modules/record/contract';
import { App, Button } from 'antd';
import { moment } from '../../shared/format/dates.ts';
import { EmptyState } from '../../shared/ui/EmptyState.tsx';
import { ErrorState } from '../../shared/ui/ErrorState.tsx';
import { LoadingState } from '../../shared/ui/LoadingState.tsx';
import { Page } from '../../shared/ui/Page.tsx';
import { PageHeader } from '../../shared/ui/PageHeader.tsx';
import { Tag, type Tone } from '../../shared/ui/Tag.tsx';
import { useDocumentTitle } from '../../shared/ui/use-document-title.ts';
import { useMay } from '../accounts/session.ts';
import { useDecideErasure, useErasures } from './api.ts';
import styles from './ErasuresPage.module.css';

const STATES: Record<Erasure['state'], [Tone, string]> = {
  asked: ['warn', '待确认'],
  done: ['plain', '已注销'],
  refused: ['plain', '不同意'],
};

/** Requests to erase what is personal of somebody: one administrator asks, another confirms. */
export function ErasuresPage() {
  useDocumentTitle('注销个人信息');
  const erasures = useErasures();
  return (
    <Page>
      <PageHeader
        title="注销个人信息"
        note="安全管理员申请，系统管理员确认。注销后此人的姓名、电话等不能恢复；其办过的事仍在，显示为“已注销人员”。"
      />
      {erasures.isPending && <LoadingState lines={6} />}
      {erasures.isError && <ErrorState error={erasures.error} onRetry={() => erasures.refetch()} />}
      {erasures.data?.erasures.length === 0 && (
        <EmptyState title="还没有注销申请" hint="安全管理员在人员页面为离任人员提出申请。" />
      )}
      {erasures.data && erasures.data.erasures.length > 0 && (
        <ul className={styles.list}>
          {erasures.data.erasures.map((erasure) => (
            <Row key={erasure.id} erasure={erasure} />
          ))}
        </ul>
      )}
    </Page>
  );
}

function Row({ erasure }: { erasure: Erasure }) {
  const may = useMay('record.confirm-erasure');
  const decide = useDecideErasure();
  const { modal } = App.useApp();
  const [tone, word] = STATES[erasure.state];
  const confirm = () =>
    modal.confirm({
      title: `注销${erasure.person.name}的个人信息？`,
      content: '注销不能撤销：此人在系统和留痕中的姓名、电话、网络地址等都不能再读出，账号一并删除。',
      okText: '注销',
      okButtonProps: { danger: true },
      cancelText: '返回',
      onOk: () => decide.mutateAsync({ erasure, confirm: true }).catch(() => {}),
    });
  return (
    <li>
      <div className={styles.head}>
        <b>{erasure.person.name}</b>
        <Tag tone={tone}>{word}</Tag>
      </div>
      <p>原因：{erasure.why}</p>
      <p className={styles.who}>
        {erasure.askedBy} {moment(erasure.askedAt)} 申请
        {erasure.decidedAt &&
          `；${erasure.decidedBy} ${moment(erasure.decidedAt)} ${word === '已注销' ? '确认' : word}`}
      </p>
      {decide.error && <p role="alert">{decide.error.message}</p>}
      {may && erasure.state === 'asked' && (
        <div className={styles.actions}>
          <Button danger loading={decide.isPending} onClick={confirm}>
            确认注销
          </Button>
          <Button disabled={decide.isPending} onClick={() => decide.mutate({ erasure, confirm: false })}>
            不同意
          </Button>
        </div>
      )}
    </li>
  );
}
