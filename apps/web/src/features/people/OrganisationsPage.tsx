import { OrganisationDetail } from '@luoshi/server/modules/people/contract';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { businessDate } from '../../shared/format/dates.ts';
import { EmptyState } from '../../shared/ui/EmptyState.tsx';
import { ErrorState } from '../../shared/ui/ErrorState.tsx';
import { LoadingState } from '../../shared/ui/LoadingState.tsx';
import { Page } from '../../shared/ui/Page.tsx';
import { PageHeader } from '../../shared/ui/PageHeader.tsx';
import { SearchInput } from '../../shared/ui/SearchInput.tsx';
import { useDocumentTitle } from '../../shared/ui/use-document-title.ts';
import { useMay } from '../accounts/session.ts';
import { useChange, useOrganisationsOn } from './api.ts';
import { ImportDialog } from './ImportDialog.tsx';
import { NewOrganisationDialog } from './NewOrganisationDialog.tsx';
import { OrderDialog } from './OrderDialog.tsx';
import { OrganisationTree } from './OrganisationTree.tsx';
import { organisationMatches } from './organisation-search.ts';
import styles from './people.module.css';

/** The city's organisations as they are, were or will be on a day. */
export function OrganisationsPage() {
  useDocumentTitle('单位');
  const [search, setSearch] = useSearchParams();
  const navigate = useNavigate();
  const today = businessDate(new Date());
  const on = search.get('on') || today;
  const words = search.get('q') ?? '';
  const organisations = useOrganisationsOn(on);
  const edits = useMay('people.edit-organisations');
  const imports = useMay('people-imports.edit');
  const [open, setOpen] = useState<'new' | 'order' | 'import' | null>(null);
  const add = useChange(OrganisationDetail);
  const close = () => {
    add.reset();
    setOpen(null);
  };
  const change = (name: string, value: string) =>
    setSearch(
      (now) => {
        const next = new URLSearchParams(now);
        if (value) next.set(name, value);
        else next.delete(name);
        return next;
      },
      { replace: true },
    );
  const found = organisations.data?.filter((one) => organisationMatches(one, words));
  return (
    <Page wide>
      <PageHeader
        title="单位"
        note="按建制顺序排列。更名、合并、撤销都记下生效日期，换一个日期就看到那一天的单位。"
        actions={
          <>
            {edits && <Button onClick={() => setOpen('order')}>调整次序</Button>}
            {imports && <Button onClick={() => setOpen('import')}>导入导出</Button>}
            <Button onClick={() => navigate('/organs')}>发文机关</Button>
            {edits && (
              <Button type="primary" onClick={() => setOpen('new')}>
                新设单位
              </Button>
            )}
          </>
        }
      />
      {/* biome-ignore lint/a11y/useSemanticElements: Chrome 109 does not know <search> */}
      <form role="search" onSubmit={(event) => event.preventDefault()} className={styles.bar} aria-label="查找单位">
        <SearchInput
          label="名称、拼音或首字母"
          value={words}
          onChange={(value) => change('q', value)}
          className={styles.words}
        />
        <label className={styles.day} htmlFor="organisations-on">
          看这一天
        </label>
        <Input
          id="organisations-on"
          type="date"
          style={{ width: 160 }}
          value={on}
          onChange={(event) => change('on', event.target.value === today ? '' : event.target.value)}
        />
        {on !== today && (
          <Button type="link" onClick={() => change('on', '')}>
            回到今天
          </Button>
        )}
      </form>
      {organisations.isPending && <LoadingState lines={12} />}
      {organisations.isError && !organisations.data && (
        <ErrorState error={organisations.error} onRetry={() => organisations.refetch()} />
      )}
      {found?.length === 0 && <EmptyState title="没有符合的单位" hint="换一个词，或换一个日期再试。" />}
      {found && found.length > 0 && (
        <>
          <p className={styles.total} role="status">
            {on} 共 {found.length} 个单位
          </p>
          <OrganisationTree organisations={found} on={on} />
        </>
      )}
      {open === 'new' && (
        <NewOrganisationDialog
          busy={add.isPending}
          error={add.error}
          onClose={close}
          onSubmit={(body) =>
            add.mutate(
              { path: '/api/organisations', body },
              {
                onSuccess: ({ id, validFrom }) =>
                  navigate(`/organisations/${id}?on=${validFrom > today ? validFrom : today}`),
              },
            )
          }
        />
      )}
      {open === 'order' && organisations.data && <OrderDialog organisations={organisations.data} onClose={close} />}
      {open === 'import' && <ImportDialog onClose={close} />}
    </Page>
  );
}
