import { IssuingOrgans, Organisations, Sponsors } from '@luoshi/server/modules/people/contract';
import { useQuery } from '@tanstack/react-query';
import { read } from '../../shared/http/client.ts';

const SELDOM_CHANGES = 10 * 60_000;

/** In official order. */
export function useOrganisations() {
  return useQuery({
    queryKey: ['organisations'],
    queryFn: ({ signal }) => read('/api/organisations', Organisations, signal),
    staleTime: SELDOM_CHANGES,
    select: (answer) => answer.organisations,
  });
}

export function useOrgans() {
  return useQuery({
    queryKey: ['organs'],
    queryFn: ({ signal }) => read('/api/organs', IssuingOrgans, signal),
    staleTime: SELDOM_CHANGES,
    select: (answer) => answer.organs,
  });
}

export function useSponsors() {
  return useQuery({
    queryKey: ['sponsors'],
    queryFn: ({ signal }) => read('/api/sponsors', Sponsors, signal),
    staleTime: SELDOM_CHANGES,
    select: (answer) => answer.sponsors,
  });
}
