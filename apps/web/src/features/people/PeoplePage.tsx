import { PersonDetail, ROLE_NAMES } from '@luoshi/server/modules/people/contract';
import { Button, Form, Select } from 'antd';
import { useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { EmptyState } from '../../shared/ui/EmptyState.tsx';
import { ErrorState } from '../../shared/ui/ErrorState.tsx';
import { LoadingState } from '../../shared/ui/LoadingState.tsx';
import { Page } from '../../shared/ui/Page.tsx';
import { PageHeader } from '../../shared/ui/PageHeader.tsx';
import { SearchInput } from '../../shared/ui/SearchInput.tsx';
import { useDocumentTitle } from '../../shared/ui/use-document-title.ts';
import { useMay } from '../accounts/session.ts';
import { type PersonFilterValues, useChange, usePeople } from './api.ts';
import { EditDialog, TextField } from './EditDialog.tsx';
import { ImportDialog } from './ImportDialog.tsx';
import { OrganisationSelect } from './OrganisationSelect.tsx';
import { PeopleTable } from './PeopleTable.tsx';
import styles from './people.module.css';

const PAGE_SIZE = 50;
const STATES = [
  { value: 'current', label: '在任' },
  { value: 'former', label: '不再任职' },
  { value: 'none', label: '还没有岗位' },
];

/** People whom the reader reaches, searched by name, pinyin, unit, role and state. */
export function PeoplePage() {
  useDocumentTitle('人员');
  const navigate = useNavigate();
  const [search, setSearch] = useSearchParams();
  const filter = Object.fromEntries(
    ['q', 'organisationId', 'role', 'state'].flatMap((name) => (search.get(name) ? [[name, search.get(name)]] : [])),
  ) as PersonFilterValues;
  const from = Number(search.get('from') ?? 0);
  const people = usePeople({ ...filter, limit: PAGE_SIZE, ...(from ? { cursor: String(from) } : {}) });
  const edits = useMay('people.edit-people');
  const imports = useMay('people-imports.edit');
  const [open, setOpen] = useState<'new' | 'import' | null>(null);
  const add = useChange(PersonDetail);
  const go = (change: Record<string, string | undefined>) =>
    setSearch(
      (now) => {
        const next = new URLSearchParams(now);
        for (const [name, value] of Object.entries({ from: undefined, ...change })) {
          if (value) next.set(name, value);
          else next.delete(name);
        }
        return next;
      },
      { replace: true },
    );
  const close = () => {
    add.reset();
    setOpen(null);
  };
  const data = people.data;
  const filtered = Object.keys(filter).length > 0;
  return (
    <Page wide>
      <PageHeader
        title="人员"
        note="谁在哪个单位任什么职。角色经安全管理员授权后才生效。"
        actions={
          <>
            {imports && <Button onClick={() => setOpen('import')}>导入导出</Button>}
            {edits && (
              <Button type="primary" onClick={() => setOpen('new')}>
                登记人员
              </Button>
            )}
          </>
        }
      />
      {/* biome-ignore lint/a11y/useSemanticElements: Chrome 109 does not know <search> */}
      <form role="search" onSubmit={(event) => event.preventDefault()} className={styles.bar} aria-label="查找人员">
        <SearchInput
          label="姓名、拼音或编号"
          value={filter.q ?? ''}
          onChange={(q) => go({ q })}
          className={styles.words}
        />
        <OrganisationSelect
          aria-label="单位"
          placeholder="单位"
          allowClear
          className={styles.choice ?? ''}
          value={filter.organisationId ?? (null as unknown as string)}
          onChange={(value) => go({ organisationId: typeof value === 'string' ? value : undefined })}
        />
        <Select
          aria-label="角色"
          placeholder="角色"
          allowClear
          className={styles.choice ?? ''}
          value={filter.role ?? null}
          onChange={(role?: string | null) => go({ role: role ?? undefined })}
          options={Object.entries(ROLE_NAMES).map(([value, label]) => ({ value, label }))}
        />
        <Select
          aria-label="状态"
          placeholder="状态"
          allowClear
          className={styles.choice ?? ''}
          value={filter.state ?? null}
          onChange={(state?: string | null) => go({ state: state ?? undefined })}
          options={STATES}
        />
      </form>
      {people.isPending && <LoadingState lines={10} />}
      {people.isError && !data && <ErrorState error={people.error} onRetry={() => people.refetch()} />}
      {data?.people.length === 0 && (
        <EmptyState
          title={filtered ? '没有符合条件的人员' : '还没有人员'}
          hint={filtered ? '换一个词，或清除条件再试。' : '由系统管理员登记，或从 Excel 导入。'}
        />
      )}
      {data && data.people.length > 0 && (
        <>
          <p className={styles.total} role="status">
            共 {data.total} 人，显示第 {from + 1}–{from + data.people.length} 人
          </p>
          <PeopleTable people={data.people} busy={people.isPlaceholderData} />
          {(from > 0 || data.nextCursor) && (
            <nav className={styles.pages} aria-label="翻页">
              <Button disabled={from === 0} onClick={() => go({ from: String(Math.max(0, from - PAGE_SIZE) || '') })}>
                上一页
              </Button>
              <Button disabled={!data.nextCursor} onClick={() => data.nextCursor && go({ from: data.nextCursor })}>
                下一页
              </Button>
            </nav>
          )}
        </>
      )}
      {open === 'new' && (
        <EditDialog<Record<string, string>>
          title="登记人员"
          submit="登记"
          busy={add.isPending}
          error={add.error}
          initial={{}}
          onClose={close}
          onSubmit={(body) =>
            add.mutate({ path: '/api/people', body }, { onSuccess: ({ id }) => navigate(`/people/${id}`) })
          }
        >
          <PersonFields />
        </EditDialog>
      )}
      {open === 'import' && <ImportDialog onClose={close} />}
    </Page>
  );
}

/** What is known of a person beside their posts. */
export function PersonFields() {
  return (
    <>
      <TextField name="name" label="姓名" most={40} />
      <Form.Item name="organisationId" label="所在单位" rules={[{ required: true, message: '请选择所在单位' }]}>
        <OrganisationSelect />
      </Form.Item>
      <TextField name="code" label="人员编号" most={30} optional extra="导入时凭它认人。" />
      <TextField name="phone" label="电话" most={20} optional />
      <TextField name="email" label="邮箱" most={80} optional />
    </>
  );
}
