import { type Breakdown, Decision, type Edited } from '@luoshi/server/modules/breakdowns/contract';
import { useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { isApiError, messageOf, OFFLINE } from '../../shared/http/api-error.ts';
import { breakdownKey } from './api.ts';
import { EditQueue } from './edit-queue.ts';
import { mergeEdited } from './merge-edited.ts';

export interface Edit {
  /** Where it is told if it is refused; null for edits of many sentences. */
  sentence: string | null;
  /** What was wanted, in the user's words: 单独立项，牵头 市教育局. */
  label: string;
  /** Sends it, naming the version of each sentence that its author saw. */
  request: (version: (sentence: string) => number, revision: number) => Promise<Edited>;
}

/** Somebody else was quicker: their version stands, what was wanted here is kept. */
export interface Conflict {
  theirs: Decision;
  message: string;
  label: string;
  again: () => void;
}

/** Sends edits in order and works their answers in. Nothing that was typed is lost on a refusal. */
export function useEdits(reportId: string) {
  const client = useQueryClient();
  const { message } = App.useApp();
  const [waiting, setWaiting] = useState(0);
  const [conflicts, setConflicts] = useState<ReadonlyMap<string, Conflict>>(new Map());
  const [unsent, setUnsent] = useState<{ label: string; again: () => void }[]>([]);
  const queue = useRef<EditQueue>(null);
  queue.current ??= new EditQueue(setWaiting);
  const edits = queue.current;

  const settle = useCallback((sentence: string) => {
    setConflicts((now) => {
      if (!now.has(sentence)) return now;
      const next = new Map(now);
      next.delete(sentence);
      return next;
    });
  }, []);

  const add = useCallback(
    (edit: Edit): Promise<Edited | null> => {
      const cached = () => client.getQueryData<Breakdown>(breakdownKey(reportId));
      const seen = new Map(cached()?.decisions.map((decision) => [decision.sentence, decision.rowVersion]));
      const named = new Map<string, number>();
      const version = (sentence: string) => {
        const now = edits.version(sentence, seen.get(sentence) ?? 0);
        named.set(sentence, now);
        return now;
      };
      const workIn = (edited: Edited) =>
        client.setQueryData<Breakdown>(breakdownKey(reportId), (now) => (now ? mergeEdited(now, edited) : now));
      const again = () => {
        setUnsent((now) => now.filter((one) => one.again !== again));
        void add(edit);
      };
      return edits
        .add(() => edit.request(version, cached()?.revision ?? 0))
        .then((edited) => {
          for (const { sentence, rowVersion } of edited.decisions)
            edits.made(sentence, named.get(sentence) ?? rowVersion - 1, rowVersion);
          workIn(edited);
          if (edit.sentence) settle(edit.sentence);
          return edited;
        })
        .catch((error: unknown) => {
          const theirs = isApiError(error, 'EDIT_CONFLICT') ? Decision.safeParse(error.details.current) : null;
          if (theirs?.success) {
            const now = cached();
            if (now) workIn({ decisions: [theirs.data], reconciliation: now.reconciliation, revision: now.revision });
            // The sum and the neighbours come with the next poll.
            client.invalidateQueries({ queryKey: ['breakdown-changes', reportId] });
            setConflicts((known) =>
              new Map(known).set(edit.sentence ?? theirs.data.sentence, {
                theirs: theirs.data,
                message: messageOf(error),
                label: edit.label,
                again,
              }),
            );
          } else if (isApiError(error, OFFLINE)) {
            setUnsent((known) => [...known, { label: edit.label, again }]);
          } else {
            if (isApiError(error, 'BREAKDOWN_ISSUED')) client.invalidateQueries({ queryKey: breakdownKey(reportId) });
            message.error(messageOf(error), 6);
          }
          return null;
        });
    },
    [client, edits, message, reportId, settle],
  );

  useEffect(() => {
    if (waiting === 0 && unsent.length === 0) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [waiting, unsent.length]);

  return useMemo(() => ({ add, waiting, conflicts, settle, unsent }), [add, waiting, conflicts, settle, unsent]);
}

export type Edits = ReturnType<typeof useEdits>;
