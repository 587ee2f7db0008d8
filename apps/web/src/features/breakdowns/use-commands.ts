import type { Sentence } from '@luoshi/server/modules/reports/contract';
import { App } from 'antd';
import { useCallback, useRef, useState } from 'react';
import type { Command } from './keyboard.ts';
import { mergeCandidate, nextPending, step } from './navigate.ts';
import type { FieldWish, Review } from './review-context.ts';
import { useKeyboard } from './use-keyboard.ts';
import { engineReason } from './words.ts';

/** What the keyboard means at the moment. */
export type Mode =
  | { kind: 'normal' }
  | { kind: 'split' | 'reject'; sentence: string }
  | { kind: 'help' | 'bulk' | 'issue' };

interface Cursor {
  current: string;
  goTo: (sentence: string) => void;
  item: number;
  setItem: (item: number) => void;
  shown: readonly Sentence[];
  onEditing: () => void;
}

/** Turns commands, from keys and buttons alike, into edits and moves. */
export function useCommands(review: Review, cursor: Cursor) {
  const { message } = App.useApp();
  const [mode, setMode] = useState<Mode>({ kind: 'normal' });
  const [wish, setWish] = useState<FieldWish | null>(null);
  const { current, goTo, item, setItem, shown, onEditing } = cursor;
  const { breakdown, decisions, sentences, actions, readOnly } = review;
  const decision = decisions.get(current);
  const sentence = sentences.get(current);
  const active = decision?.items[Math.min(item, decision.items.length - 1)];

  const afterDecision = () => {
    const next = nextPending(shown, decisions, current) ?? nextPending(breakdown.sentences, decisions, current);
    if (next) goTo(next);
    else message.success('所有句子都已处置');
  };

  const accept = () => {
    if (!decision || !sentence) return;
    if (decision.disposition === 'pending') {
      if (sentence.task) void actions.accept(current);
      else void actions.reject(current, engineReason(sentence.reason));
    }
    afterDecision();
  };

  const lead = (digit: number, add: boolean) => {
    if (!decision || !active) {
      if (decision?.disposition === 'none' || decision?.disposition === 'merged')
        message.info('本句没有事项，请先按 R 撤回');
      return;
    }
    const proposed = active.proposals[digit - 1];
    if (!proposed) {
      message.info(`没有第 ${digit} 个建议单位，可按 L 查找单位`);
      return;
    }
    const kept = active.leads.filter((id) => id !== proposed.organisationId);
    const leads = add ? [...kept, proposed.organisationId] : [proposed.organisationId];
    if (decision.disposition === 'pending') void actions.accept(current, leads);
    else void actions.editItem(current, active.id, { leads }, `牵头单位：${leads.map(review.nameOf).join('、')}`);
  };

  const merge = () => {
    const next = mergeCandidate(breakdown.sentences, decisions, current);
    if (next) void actions.merge(current, next.id);
    else message.info('后面没有可以并入的句子');
  };

  const undo = async () => {
    const undone = await actions.undo();
    const first = undone?.decisions[0];
    if (first) goTo(first.sentence);
  };

  const execute = (command: Command): void => {
    switch (command.name) {
      case 'next':
        goTo(step(shown, current, 1));
        return;
      case 'previous':
        goTo(step(shown, current, -1));
        return;
      case 'next-pending': {
        const next = nextPending(breakdown.sentences, decisions, current);
        if (next) goTo(next);
        else message.success('没有待定的句子了');
        return;
      }
      case 'next-item':
        setItem(Math.min(item + 1, Math.max(0, (decision?.items.length ?? 1) - 1)));
        return;
      case 'previous-item':
        setItem(Math.max(0, item - 1));
        return;
      case 'help':
        setMode({ kind: 'help' });
        return;
    }
    if (readOnly) return;
    switch (command.name) {
      case 'accept':
        accept();
        return;
      case 'split':
        setMode({ kind: 'split', sentence: current });
        return;
      case 'merge':
        merge();
        return;
      case 'reject':
        setMode({ kind: 'reject', sentence: current });
        return;
      case 'reopen':
        if (decision && decision.disposition !== 'pending') void actions.reopen(current);
        return;
      case 'undo':
        void undo();
        return;
      case 'bulk-accept':
        setMode({ kind: 'bulk' });
        return;
      case 'lead':
        lead(command.digit, command.add);
        return;
      case 'edit':
        if (!active) return;
        if (decision?.disposition === 'pending' && !sentence?.task) {
          message.info('系统建议本句不立项。如需立项，请先点“仍要立项”');
          return;
        }
        onEditing();
        setWish({ field: command.field, item: active.id, done: () => setWish(null) });
        return;
    }
  };

  // One function for ever, so that what only passes it on is not drawn again with every move.
  const latest = useRef(execute);
  latest.current = execute;
  const run = useCallback((command: Command) => latest.current(command), []);
  useKeyboard(mode.kind === 'normal', run);
  return { run, mode, setMode, wish, afterDecision };
}
