import {
  type GrantFilter,
  GrantRows,
  OrganisationDetail,
  Organisations,
  PersonDetail,
  type PersonFilter,
  PersonRows,
} from '@luoshi/server/modules/people/contract';
import { PeopleImport } from '@luoshi/server/modules/people-imports/contract';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import { query, read, write } from '../../shared/http/client.ts';

/** What a change of people or organisations may show in. */
const TOUCHED = ['organisations', 'organisation', 'organs', 'sponsors', 'people', 'person', 'grants', 'history'];

export function useOrganisationsOn(on: string) {
  return useQuery({
    queryKey: ['organisations', on],
    queryFn: ({ signal }) => read(`/api/organisations${query({ on })}`, Organisations, signal),
    placeholderData: keepPreviousData,
    select: (answer) => answer.organisations,
  });
}

export function useOrganisation(id: string, on: string) {
  return useQuery({
    queryKey: ['organisation', id, on],
    queryFn: ({ signal }) => read(`/api/organisations/${id}${query({ on })}`, OrganisationDetail, signal),
    placeholderData: keepPreviousData,
  });
}

export type PersonFilterValues = Partial<z.output<typeof PersonFilter>>;

export function usePeople(filter: PersonFilterValues, enabled = true) {
  return useQuery({
    queryKey: ['people', filter],
    queryFn: ({ signal }) => read(`/api/people${query(filter)}`, PersonRows, signal),
    placeholderData: keepPreviousData,
    enabled,
  });
}

export function usePerson(id: string) {
  return useQuery({
    queryKey: ['person', id],
    queryFn: ({ signal }) => read(`/api/people/${id}`, PersonDetail, signal),
  });
}

export type GrantStateValue = z.output<typeof GrantFilter>['state'];

export function useGrants(state: GrantStateValue) {
  return useQuery({
    queryKey: ['grants', state],
    queryFn: ({ signal }) => read(`/api/grants${query({ state })}`, GrantRows, signal),
    placeholderData: keepPreviousData,
  });
}

interface Request {
  method?: 'POST' | 'PATCH';
  path: string;
  body: object;
}

/** Any change of people or organisations; what shows them is read anew. */
export function useChange<Answer>(schema: { safeParse: z.ZodType<Answer>['safeParse'] }) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ method = 'POST', path, body }: Request) => write<Answer>(method, path, body, schema),
    onSuccess: () => client.invalidateQueries({ predicate: ({ queryKey }) => TOUCHED.includes(String(queryKey[0])) }),
  });
}

export const startImport = ({ file, on }: { file: File; on: string }): Promise<PeopleImport> => {
  const form = new FormData();
  form.set('on', on);
  form.set('file', file);
  return write('POST', '/api/people-imports', form, PeopleImport);
};

export const readImport = (id: string, signal?: AbortSignal): Promise<PeopleImport> =>
  read(`/api/people-imports/${id}`, PeopleImport, signal);
