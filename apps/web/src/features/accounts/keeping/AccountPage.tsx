import { ROLE_NAMES } from '@luoshi/server/modules/people/contract';
import { Link, useParams } from 'react-router';
import { moment } from '../../../shared/format/dates.ts';
import { ErrorState } from '../../../shared/ui/ErrorState.tsx';
import { Facts } from '../../../shared/ui/Facts.tsx';
import { LoadingState } from '../../../shared/ui/LoadingState.tsx';
import { Page } from '../../../shared/ui/Page.tsx';
import { PageHeader } from '../../../shared/ui/PageHeader.tsx';
import { Section } from '../../../shared/ui/Section.tsx';
import { useDocumentTitle } from '../../../shared/ui/use-document-title.ts';
import { HistorySection } from '../../record/HistorySection.tsx';
import { useMay } from '../session.ts';
import { AccountActions } from './AccountActions.tsx';
import { AccountSessions } from './AccountSessions.tsx';
import { AccountStateTags } from './AccountStateTags.tsx';
import { AccountTokens } from './AccountTokens.tsx';
import { useAccount } from './api.ts';
import { SsoIdentities } from './SsoIdentities.tsx';

/** One account: how it stands, and what its administrators may do with it. */
export function AccountPage() {
  const { personId = '' } = useParams();
  const account = useAccount(personId);
  const maySeeSessions = useMay('accounts.list-sessions');
  const mayLink = useMay('accounts.list-sso');
  const data = account.data;
  useDocumentTitle(data ? `${data.person}的账号` : '账号');
  if (account.isPending) return <LoadingState page />;
  if (!data)
    return (
      <ErrorState
        error={account.error}
        onRetry={() => account.refetch()}
        action={<Link to="/accounts">回到账号列表</Link>}
      />
    );
  return (
    <Page>
      <PageHeader
        trail={[{ to: '/accounts', label: '账号' }]}
        title={data.person}
        note={<AccountStateTags account={data} />}
      />
      <Section title="账号" actions={<AccountActions account={data} />}>
        <Facts
          rows={[
            [
              '账号',
              <span key="account" data-foreign>
                {data.account}
              </span>,
            ],
            ['岗位', data.post || '没有在任岗位'],
            ['角色', data.roles.map((role) => ROLE_NAMES[role]).join('、')],
            ['停用原因', data.disabledWhy],
            ['锁定到', data.lockedUntil ? moment(data.lockedUntil) : ''],
            ['上次登录', data.lastSignedInAt ? moment(data.lastSignedInAt) : '还没有登录过'],
          ]}
        />
      </Section>
      {maySeeSessions && !data.service && <AccountSessions personId={personId} />}
      <AccountTokens account={data} />
      {mayLink && !data.service && <SsoIdentities personId={personId} />}
      <Section title="改动记录">
        <HistorySection path={`/api/accounts/${personId}/history`} />
      </Section>
    </Page>
  );
}
