import type { Reconciliation } from './contract.ts';
import type { BreakdownState } from './state.ts';

/**
 * 计划部分 N 句 = 单独立项 a + 拆分立项 b + 并入 c + 不立项 d + 待定 e; 生成 M 项.
 * Counts decisions over the sentences, never the other way round, so a lost decision shows as a pending sentence.
 */
export function reconcile(state: Pick<BreakdownState, 'sentences' | 'decisions'>): Reconciliation {
  const sum = { sentences: state.sentences.length, single: 0, split: 0, merged: 0, none: 0, pending: 0, items: 0 };
  for (const { id } of state.sentences) {
    const decision = state.decisions.get(id);
    sum[decision?.disposition ?? 'pending'] += 1;
    sum.items += decision?.items.length ?? 0;
  }
  return sum;
}
