import type { Organisation } from '@luoshi/server/modules/people/contract';
import { Select } from 'antd';
import type { ComponentProps } from 'react';
import { useMemo } from 'react';
import { useOrganisations } from './directory.ts';
import { organisationMatches } from './organisation-search.ts';

interface Option {
  value: string;
  label: string;
  organisation: Organisation;
}

type SelectProps = ComponentProps<typeof Select<string | string[], Option>>;

/** Choosing one or several organisations by name, short name, pinyin or initials, in official order. */
export function OrganisationSelect({
  exclude = [],
  ...props
}: Omit<SelectProps, 'options'> & { exclude?: readonly string[] }) {
  const organisations = useOrganisations();
  const options = useMemo(
    () =>
      (organisations.data ?? [])
        .filter((organisation) => !exclude.includes(organisation.id))
        .map((organisation) => ({
          value: organisation.id,
          label: organisation.shortName,
          title: organisation.name,
          organisation,
        })),
    [organisations.data, exclude],
  );
  return (
    <Select<string | string[], Option>
      showSearch={{
        filterOption: (typed, option) => !!option && organisationMatches(option.organisation, typed),
        autoClearSearchValue: true,
      }}
      placeholder="输入名称或拼音首字母"
      notFoundContent={organisations.isError ? '没有取到单位名单，请稍后重试' : '没有这个单位'}
      loading={organisations.isPending}
      {...props}
      options={options}
    />
  );
}
