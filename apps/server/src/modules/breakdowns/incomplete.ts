/** Pure: what keeps a breakdown from being issued. */
import { AppError } from '../../platform/errors.ts';
import type { BreakdownState } from './state.ts';
import { lacksOf } from './view.ts';

export interface Lacking {
  sentence: string;
  number: number;
  lacks: ('decision' | 'lead' | 'due')[];
}

const WORDS = { decision: '待定', lead: '缺牵头单位', due: '缺完成时限' } as const;
/** Numbers named in the message; the details hold all. */
const NAMED = 10;

/** Every sentence that is pending or whose items lack a lead or a due date, in the order of the report. */
export function lackingSentences(state: BreakdownState): Lacking[] {
  return state.sentences.flatMap(({ id, number }): Lacking[] => {
    const decision = state.decisions.get(id);
    if (!decision || decision.disposition === 'pending') return [{ sentence: id, number, lacks: ['decision'] }];
    const lacks = [...new Set(decision.items.flatMap(lacksOf))];
    return lacks.length > 0 ? [{ sentence: id, number, lacks }] : [];
  });
}

/** Throws BREAKDOWN_INCOMPLETE with what is lacking, sentence by sentence. */
export function refuseIncomplete(state: BreakdownState): void {
  const sentences = lackingSentences(state);
  if (sentences.length > 0) {
    const parts = (['decision', 'lead', 'due'] as const).flatMap((lack) => {
      const numbers = sentences.filter((one) => one.lacks.includes(lack)).map((one) => one.number);
      if (numbers.length === 0) return [];
      const named = numbers.slice(0, NAMED).join('、');
      return [`第${named}句${numbers.length > NAMED ? `等${numbers.length}句` : ''}${WORDS[lack]}`];
    });
    throw new AppError('BREAKDOWN_INCOMPLETE', `还不能印发：${parts.join('；')}。请补齐后再印发。`, { sentences });
  }
  if (![...state.decisions.values()].some((decision) => decision.items.length > 0))
    throw new AppError('BREAKDOWN_INCOMPLETE', '还不能印发：没有一句话立项。请至少立一项。', { sentences: [] });
}
