import { EmptyState } from '../../shared/ui/EmptyState.tsx';
import { ErrorState } from '../../shared/ui/ErrorState.tsx';
import { LoadingState } from '../../shared/ui/LoadingState.tsx';
import { Page } from '../../shared/ui/Page.tsx';
import { PageHeader } from '../../shared/ui/PageHeader.tsx';
import { useDocumentTitle } from '../../shared/ui/use-document-title.ts';
import { useSettings } from './api.ts';
import { SettingSection } from './SettingSection.tsx';

/** The settings that belong to the signed-in administrator. */
export function SettingsPage() {
  useDocumentTitle('设置');
  const settings = useSettings();
  return (
    <Page>
      <PageHeader title="设置" note="归您的岗位管理的设置，全市有效。每次修改都会留痕。" />
      {settings.isPending && <LoadingState lines={8} />}
      {settings.isError && !settings.data && <ErrorState error={settings.error} onRetry={() => settings.refetch()} />}
      {settings.data?.length === 0 && <EmptyState title="没有归您的岗位管理的设置" />}
      {settings.data?.map((setting) => (
        <SettingSection key={setting.name} setting={setting} />
      ))}
    </Page>
  );
}
