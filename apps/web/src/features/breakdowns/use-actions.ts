import type { Edited } from '@luoshi/server/modules/breakdowns/contract';
import { useMemo } from 'react';
import { type ItemChange, send } from './api.ts';
import type { Edits } from './use-edits.ts';

/** Every edit of the workbench, named as the user would tell it when it could not be saved. */
export function useActions(reportId: string, add: Edits['add'], nameOf: (organisationId: string) => string) {
  return useMemo(() => {
    const names = (ids: readonly string[]) => ids.map(nameOf).join('、');
    return {
      accept: (sentence: string, leads?: string[]): Promise<Edited | null> =>
        add({
          sentence,
          label: leads ? `单独立项，牵头单位：${names(leads)}` : '单独立项',
          request: (version) =>
            send.accept(reportId, sentence, { rowVersion: version(sentence), ...(leads ? { leads } : {}) }),
        }),
      split: (sentence: string, points: number[]) =>
        add({
          sentence,
          label: `拆分为 ${points.length + 1} 项`,
          request: (version) => send.split(reportId, sentence, { rowVersion: version(sentence), at: points }),
        }),
      merge: (sentence: string, next: string) =>
        add({
          sentence,
          label: '把下一句并入本句',
          request: (version) =>
            send.merge(reportId, sentence, { rowVersion: version(sentence), next, nextRowVersion: version(next) }),
        }),
      reject: (sentence: string, reason: string) =>
        add({
          sentence,
          label: `不立项（${reason}）`,
          request: (version) => send.reject(reportId, sentence, { rowVersion: version(sentence), reason }),
        }),
      reopen: (sentence: string) =>
        add({
          sentence,
          label: '撤回，恢复待定',
          request: (version) => send.reopen(reportId, sentence, { rowVersion: version(sentence) }),
        }),
      editItem: (sentence: string, itemId: string, change: ItemChange, label: string) =>
        add({
          sentence,
          label,
          request: (version) => send.editItem(reportId, sentence, itemId, { ...change, rowVersion: version(sentence) }),
        }),
      bulkAccept: (sentences: string[]) =>
        add({
          sentence: null,
          label: `批量接受 ${sentences.length} 句`,
          request: (_, revision) => send.bulkAccept(reportId, { sentences, revision }),
        }),
      undo: () => add({ sentence: null, label: '撤销上一步', request: () => send.undo(reportId) }),
    };
  }, [add, nameOf, reportId]);
}

export type Actions = ReturnType<typeof useActions>;
