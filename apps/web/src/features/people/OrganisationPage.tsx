import { KIND_NAMES, type OrganisationDetail } from '@luoshi/server/modules/people/contract';
import { Link, useParams, useSearchParams } from 'react-router';
import { businessDate } from '../../shared/format/dates.ts';
import { ErrorState } from '../../shared/ui/ErrorState.tsx';
import { Facts } from '../../shared/ui/Facts.tsx';
import { LoadingState } from '../../shared/ui/LoadingState.tsx';
import { Page } from '../../shared/ui/Page.tsx';
import { PageHeader } from '../../shared/ui/PageHeader.tsx';
import { Section } from '../../shared/ui/Section.tsx';
import { useDocumentTitle } from '../../shared/ui/use-document-title.ts';
import { useMay } from '../accounts/session.ts';
import { HistorySection } from '../record/HistorySection.tsx';
import { useOrganisation, usePeople } from './api.ts';
import { OrganisationActions } from './OrganisationActions.tsx';
import { PeopleTable } from './PeopleTable.tsx';
import styles from './people.module.css';
import { dayBefore } from './words.ts';

/** One organisation on a day: what it is, who is there, what it was called and what became of it. */
export function OrganisationPage() {
  const { organisationId = '' } = useParams();
  const [search] = useSearchParams();
  const on = search.get('on') || businessDate(new Date());
  const organisation = useOrganisation(organisationId, on);
  const data = organisation.data;
  const title = data?.state?.name ?? data?.states[0]?.name ?? '单位';
  useDocumentTitle(title);
  const edits = useMay('people.edit-organisations');
  const reads = useMay('people.read');
  if (organisation.isPending) return <LoadingState page />;
  if (organisation.isError) return <ErrorState error={organisation.error} onRetry={() => organisation.refetch()} />;
  return (
    <Page>
      <PageHeader
        title={title}
        trail={[{ to: `/organisations?on=${on}`, label: '单位' }]}
        note={data?.state ? `${on} 的情况` : `${on} 没有这个单位`}
        actions={data && edits && data.within && <OrganisationActions organisation={data} />}
      />
      {data && <OrganisationFacts organisation={data} />}
      {data && (
        <Section title="沿革" note="名称、上级和职责从哪一天起是怎样的。">
          <ol className={styles.timeline}>
            {data.validTo && <li>{data.validTo} 起撤销</li>}
            {data.states.map((state) => (
              <li key={state.validFrom}>
                {state.validFrom} 起：{state.name}（{state.shortName}）{state.parent && `，上级 ${state.parent.name}`}
              </li>
            ))}
          </ol>
        </Section>
      )}
      {reads && <OrganisationPeople organisationId={organisationId} />}
      <Section title="改动记录">
        <HistorySection path={`/api/organisations/${organisationId}/history`} />
      </Section>
    </Page>
  );
}

function OrganisationFacts({ organisation }: { organisation: OrganisationDetail }) {
  const { state, on } = organisation;
  const links = (some: readonly { id: string; name: string }[]) =>
    some.length > 0 && (
      <span className={styles.names}>
        {some.map((one) => (
          <Link key={one.id} to={`/organisations/${one.id}?on=${on}`}>
            {one.name}
          </Link>
        ))}
      </span>
    );
  return (
    <Section title="基本情况">
      <Facts
        rows={[
          ['单位代码', organisation.code],
          ['简称', state?.shortName],
          ['类型', state && KIND_NAMES[state.kind]],
          ['地区', state?.region.name],
          ['上级单位', state?.parent && links([state.parent])],
          [
            '存续',
            `${organisation.validFrom} ${organisation.validTo ? `至 ${dayBefore(organisation.validTo)}` : '起'}`,
          ],
          ['其他写法', state?.aliases.join('、')],
          ['标准职能', state?.function],
          ['职责用词', state?.duties.join('、')],
          ['下属单位', links(organisation.children) || null],
          ['成员', links(organisation.members) || null],
          ['所属单位组', links(organisation.groups) || null],
          ['以其名义发文', organisation.organs.map((organ) => organ.name).join('、')],
          ['承接单位', links(organisation.successors) || null],
          ['由谁并入或改设', links(organisation.predecessors) || null],
        ]}
      />
    </Section>
  );
}

function OrganisationPeople({ organisationId }: { organisationId: string }) {
  const people = usePeople({ organisationId, limit: 200 });
  return (
    <Section title="人员和岗位">
      {people.isPending && <LoadingState lines={3} />}
      {people.isError && <ErrorState error={people.error} onRetry={() => people.refetch()} />}
      {people.data?.people.length === 0 && <p>没有您能看到的人员。</p>}
      {people.data && people.data.people.length > 0 && (
        <PeopleTable people={people.data.people} busy={people.isPlaceholderData} />
      )}
    </Section>
  );
}
