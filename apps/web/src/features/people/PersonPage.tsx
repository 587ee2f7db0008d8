import { Contact, PersonDetail } from '@luoshi/server/modules/people/contract';
import { useMutation } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { messageOf } from '../../shared/http/api-error.ts';
import { write } from '../../shared/http/client.ts';
import { ErrorState } from '../../shared/ui/ErrorState.tsx';
import { Facts } from '../../shared/ui/Facts.tsx';
import { LoadingState } from '../../shared/ui/LoadingState.tsx';
import { Page } from '../../shared/ui/Page.tsx';
import { PageHeader } from '../../shared/ui/PageHeader.tsx';
import { Section } from '../../shared/ui/Section.tsx';
import { useDocumentTitle } from '../../shared/ui/use-document-title.ts';
import { useMay } from '../accounts/session.ts';
import { AskErasure } from '../record/AskErasure.tsx';
import { HistorySection } from '../record/HistorySection.tsx';
import { useChange, usePerson } from './api.ts';
import { EditDialog } from './EditDialog.tsx';
import { PersonFields } from './PeoplePage.tsx';
import { PersonPosts } from './PersonPosts.tsx';
import { period } from './words.ts';

/** One person: posts, deputies, and telephone and mail masked until somebody asks. */
export function PersonPage() {
  const { personId = '' } = useParams();
  const person = usePerson(personId);
  useDocumentTitle(person.data?.name ?? '人员');
  const edits = useMay('people.edit-people');
  const keepsAccounts = useMay('accounts.show');
  const sees = useMay('people.person-history');
  const [editing, setEditing] = useState(false);
  if (person.isPending) return <LoadingState page />;
  if (person.isError) return <ErrorState error={person.error} onRetry={() => person.refetch()} />;
  const data = person.data;
  return (
    <Page>
      <PageHeader
        title={data.name}
        trail={[{ to: '/people', label: '人员' }]}
        actions={
          <>
            {keepsAccounts && <Link to={`/accounts/${data.id}`}>账号</Link>}
            {edits && <Button onClick={() => setEditing(true)}>修改信息</Button>}
            <AskErasure person={data} />
          </>
        }
      />
      <Section title="基本情况">
        <Facts
          rows={[
            [
              '所在单位',
              data.organisation && <Link to={`/organisations/${data.organisation.id}`}>{data.organisation.name}</Link>,
            ],
            ['人员编号', data.code],
          ]}
        />
        <ContactFacts key={data.rowVersion} person={data} />
      </Section>
      <PersonPosts person={data} />
      {data.actsFor.length > 0 && (
        <Section title="正在或将要代理">
          <ul>
            {data.actsFor.map((one) => (
              <li key={one.id}>
                代 <Link to={`/people/${one.person.id}`}>{one.person.name}</Link>（{one.organisation.name} {one.title}
                ），
                {period(one)}
              </li>
            ))}
          </ul>
        </Section>
      )}
      {sees && (
        <Section title="改动记录">
          <HistorySection path={`/api/people/${data.id}/history`} />
        </Section>
      )}
      {editing && <PersonDialog person={data} onClose={() => setEditing(false)} />}
    </Page>
  );
}

function ContactFacts({ person }: { person: PersonDetail }) {
  const may = useMay('people.show-contact');
  const shown = useMutation({
    mutationFn: () => write('POST', `/api/people/${person.id}/contact`, {}, Contact),
  });
  const { phone, email } = shown.data ?? person;
  return (
    <>
      <Facts
        rows={[
          ['电话', phone],
          ['邮箱', email],
        ]}
      />
      {may && !shown.data && (person.phone || person.email) && (
        <Button loading={shown.isPending} onClick={() => shown.mutate()}>
          显示电话和邮箱（会留痕）
        </Button>
      )}
      {shown.isError && <Alert type="error" showIcon role="alert" title={messageOf(shown.error)} />}
    </>
  );
}

interface Values {
  name: string;
  organisationId: string;
  code?: string;
  phone?: string;
  email?: string;
  why: string;
}

/** Telephone and mail are empty in the form: what is not filled in stays as it is. */
function PersonDialog({ person, onClose }: { person: PersonDetail; onClose: () => void }) {
  const change = useChange(PersonDetail);
  return (
    <EditDialog<Values>
      title={`修改${person.name}的信息`}
      note="电话、邮箱不填就保持原样。"
      submit="保存"
      busy={change.isPending}
      error={change.error}
      initial={{
        name: person.name,
        ...(person.organisation ? { organisationId: person.organisation.id } : {}),
        code: person.code ?? '',
      }}
      onClose={onClose}
      onSubmit={({ phone, email, ...values }) =>
        change.mutate(
          {
            method: 'PATCH',
            path: `/api/people/${person.id}`,
            body: {
              rowVersion: person.rowVersion,
              ...values,
              ...(phone ? { phone } : {}),
              ...(email ? { email } : {}),
            },
          },
          { onSuccess: onClose },
        )
      }
    >
      <PersonFields />
    </EditDialog>
  );
}
