import { AppError } from '../../platform/errors.ts';
import { type Anchor, type BreakdownState, type DecisionState, pending, type SentenceFacts } from './state.ts';

/** The decisions under change: reads see what the action did so far. */
export class WorkingCopy {
  readonly state: BreakdownState;
  readonly newId: () => string;
  private readonly changed = new Map<string, DecisionState>();
  private readonly byId: Map<string, SentenceFacts>;

  constructor(state: BreakdownState, newId: () => string) {
    this.state = state;
    this.newId = newId;
    this.byId = new Map(state.sentences.map((facts) => [facts.id, facts]));
  }

  facts(sentence: string): SentenceFacts {
    const facts = this.byId.get(sentence);
    if (!facts) throw new AppError('NOT_FOUND', '这句话不在报告的目标和计划部分，请刷新后再试', { sentence });
    return facts;
  }

  get(sentence: string): DecisionState {
    this.facts(sentence);
    return this.changed.get(sentence) ?? this.state.decisions.get(sentence) ?? pending(sentence);
  }

  put(decision: DecisionState): void {
    this.changed.set(decision.sentence, decision);
  }

  /** Sentences whose words joined this one's item. */
  followersOf(sentence: string): string[] {
    return this.state.sentences.filter((facts) => this.get(facts.id).mergedInto === sentence).map((facts) => facts.id);
  }

  /** The anchor of the whole sentence. */
  wholeOf(sentence: string): Anchor {
    const { start, end } = this.facts(sentence);
    return { sentence, start, end };
  }

  /** Takes a merged sentence's words out of the item that they had joined. */
  detach(sentence: string): void {
    const root = this.get(sentence).mergedInto;
    if (root === null) return;
    const host = this.get(root);
    const items = host.items.map((item) => ({ ...item, anchors: item.anchors.filter((a) => a.sentence !== sentence) }));
    this.put({ ...host, items });
    this.put(pending(sentence));
  }

  /** What changed, as it was and as it is, in the order of the report. */
  step(): { before: DecisionState[]; after: DecisionState[] } {
    const step: ReturnType<WorkingCopy['step']> = { before: [], after: [] };
    for (const { id } of this.state.sentences) {
      const after = this.changed.get(id);
      const before = this.state.decisions.get(id) ?? pending(id);
      if (!after || JSON.stringify(after) === JSON.stringify(before)) continue;
      step.before.push(before);
      step.after.push(after);
    }
    return step;
  }
}
