import { longDate, moment } from '../../../shared/format/dates.ts';
import { ErrorState } from '../../../shared/ui/ErrorState.tsx';
import { Facts } from '../../../shared/ui/Facts.tsx';
import { LoadingState } from '../../../shared/ui/LoadingState.tsx';
import { Page } from '../../../shared/ui/Page.tsx';
import { PageHeader } from '../../../shared/ui/PageHeader.tsx';
import { Section } from '../../../shared/ui/Section.tsx';
import { useDocumentTitle } from '../../../shared/ui/use-document-title.ts';
import { useMyAccount } from './api.ts';
import { ChangePasswordButton } from './ChangePasswordButton.tsx';
import { SecondFactorSection } from './SecondFactorSection.tsx';
import { SessionsSection } from './SessionsSection.tsx';
import { TokensSection } from './TokensSection.tsx';

/** One's own account: how one gets in, and where one is in. */
export function MyAccountPage() {
  useDocumentTitle('我的账号');
  const account = useMyAccount();
  const data = account.data;
  return (
    <Page>
      <PageHeader
        title="我的账号"
        note={
          data && (
            <>
              账号 <span data-foreign>{data.account}</span>
            </>
          )
        }
      />
      {account.isPending && <LoadingState />}
      {account.isError && !data && <ErrorState error={account.error} onRetry={() => account.refetch()} />}
      {data && (
        <>
          <Section title="密码" actions={<ChangePasswordButton account={data.account} />}>
            <Facts
              rows={[
                ['上次修改', moment(data.passwordChangedAt)],
                ['到期更换', data.passwordExpiresOn ? longDate(data.passwordExpiresOn) : '不到期（演示账号）'],
              ]}
            />
          </Section>
          <SecondFactorSection account={data} />
          {data.sso.length > 0 && (
            <Section title="统一认证" note="可以用统一认证登录到这个账号。要解除关联请找安全管理员。">
              <Facts rows={data.sso.map(({ issuer, subject }) => [subject, issuer])} />
            </Section>
          )}
          <SessionsSection />
          <TokensSection />
        </>
      )}
    </Page>
  );
}
