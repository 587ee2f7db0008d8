import { SettingRow, Settings } from '@luoshi/server/modules/settings/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { read, write } from '../../shared/http/client.ts';

const SETTINGS = ['settings'] as const;

export function useSettings() {
  return useQuery({
    queryKey: SETTINGS,
    queryFn: ({ signal }) => read('/api/settings', Settings, signal),
    select: (answer) => answer.settings,
  });
}

export function useChangeSetting(name: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: { value: unknown; rowVersion: number; why: string }) =>
      write('POST', `/api/settings/${encodeURIComponent(name)}`, change, SettingRow),
    onSuccess: () => client.invalidateQueries({ queryKey: SETTINGS }),
  });
}
