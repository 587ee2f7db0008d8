import {
  Breakdown,
  Changes,
  Edited,
  type EditItemRequest,
  Issuance,
  type IssueRequest,
} from '@luoshi/server/modules/breakdowns/contract';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { z } from 'zod';
import { read, write } from '../../shared/http/client.ts';
import { mergeEdited } from './merge-edited.ts';

export const breakdownKey = (reportId: string) => ['breakdown', reportId] as const;
const at = (reportId: string) => `/api/breakdowns/${reportId}`;
const on = (reportId: string, sentence: string) => `${at(reportId)}/sentences/${encodeURIComponent(sentence)}`;

export function useBreakdown(reportId: string) {
  return useQuery({
    queryKey: breakdownKey(reportId),
    queryFn: ({ signal }) => read(at(reportId), Breakdown, signal),
    // Kept fresh by useChanges; fetching it whole again would only cost time.
    staleTime: 60_000,
    refetchOnWindowFocus: false,
  });
}

const POLL_MS = 3_000;

/** Works in what others change, every few seconds. Tells `onOthers` what came from somebody else. */
export function useChanges(reportId: string, enabled: boolean, onOthers: (changes: z.infer<typeof Changes>) => void) {
  const client = useQueryClient();
  const changes = useQuery({
    queryKey: ['breakdown-changes', reportId],
    queryFn: ({ signal }) => {
      const since = client.getQueryData<Breakdown>(breakdownKey(reportId))?.revision ?? 0;
      return read(`${at(reportId)}/changes?since=${since}`, Changes, signal);
    },
    enabled,
    refetchInterval: POLL_MS,
    gcTime: 0,
    structuralSharing: false,
  });
  const { data } = changes;
  useEffect(() => {
    if (!data) return;
    const before = client.getQueryData<Breakdown>(breakdownKey(reportId));
    if (!before) return;
    const after = mergeEdited(before, data);
    if (after === before) return;
    client.setQueryData(breakdownKey(reportId), after);
    if (after.stage !== before.stage) client.invalidateQueries({ queryKey: breakdownKey(reportId) });
    const known = new Map(before.decisions.map((decision) => [decision.sentence, decision.rowVersion]));
    onOthers({
      ...data,
      decisions: data.decisions.filter((decision) => decision.rowVersion > (known.get(decision.sentence) ?? 0)),
    });
  }, [data, client, reportId, onOthers]);
  return changes;
}

type ItemChange = Omit<z.input<typeof EditItemRequest>, 'rowVersion'>;

export type { ItemChange };

export const send = {
  accept: (reportId: string, sentence: string, body: { rowVersion: number; leads?: string[] }) =>
    write('POST', `${on(reportId, sentence)}/accept`, body, Edited),
  split: (reportId: string, sentence: string, body: { rowVersion: number; at: number[] }) =>
    write('POST', `${on(reportId, sentence)}/split`, body, Edited),
  merge: (reportId: string, sentence: string, body: { rowVersion: number; next: string; nextRowVersion: number }) =>
    write('POST', `${on(reportId, sentence)}/merge`, body, Edited),
  reject: (reportId: string, sentence: string, body: { rowVersion: number; reason: string }) =>
    write('POST', `${on(reportId, sentence)}/reject`, body, Edited),
  reopen: (reportId: string, sentence: string, body: { rowVersion: number }) =>
    write('POST', `${on(reportId, sentence)}/reopen`, body, Edited),
  editItem: (reportId: string, sentence: string, itemId: string, body: ItemChange & { rowVersion: number }) =>
    write('PATCH', `${on(reportId, sentence)}/items/${itemId}`, body, Edited),
  bulkAccept: (reportId: string, body: { sentences?: string[]; revision: number }) =>
    write('POST', `${at(reportId)}/bulk-accept`, body, Edited),
  undo: (reportId: string) => write('POST', `${at(reportId)}/undo`, {}, Edited),
  issue: (reportId: string, body: z.input<typeof IssueRequest>) =>
    write('POST', `${at(reportId)}/issue`, body, Issuance),
};

export function breakdownFile(reportId: string, kind: 'xlsx' | 'docx'): string {
  return `${at(reportId)}/breakdown.${kind}`;
}
