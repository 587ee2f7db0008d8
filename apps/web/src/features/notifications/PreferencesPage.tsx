import { ErrorState } from '../../shared/ui/ErrorState.tsx';
import { LoadingState } from '../../shared/ui/LoadingState.tsx';
import { Page } from '../../shared/ui/Page.tsx';
import { PageHeader } from '../../shared/ui/PageHeader.tsx';
import { useDocumentTitle } from '../../shared/ui/use-document-title.ts';
import { usePreferences } from './api.ts';
import { PreferencesForm } from './PreferencesForm.tsx';

/** How one wants to be told outside of the page; in the page everybody is always told. */
export function PreferencesPage() {
  useDocumentTitle('通知设置');
  const preferences = usePreferences();
  return (
    <Page>
      <PageHeader
        title="通知设置"
        trail={[{ to: '/notifications', label: '通知' }]}
        note="站内通知总会收到，不能关闭；这里设置的是邮件和短信。"
      />
      {preferences.isPending && <LoadingState lines={8} />}
      {preferences.isError && <ErrorState error={preferences.error} onRetry={() => preferences.refetch()} />}
      {preferences.data && <PreferencesForm key={preferences.data.rowVersion} preferences={preferences.data} />}
    </Page>
  );
}
