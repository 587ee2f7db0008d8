import { type Clause, type Figure, imply, type Reading } from '../measures/figure.ts';
import { readDigitless } from '../parsers/digitless.ts';
import { nameAfter, nameBefore } from './name.ts';
import type { Era } from './period.ts';
import { readPeriod } from './period.ts';

/** Reads the target of a clause that carries no digit (居民收入与经济增长同步); undefined where there is none. */
export function digitlessTarget(reading: Reading, clause: Clause, era: Era): Figure | undefined {
  const { text, sentence, facts } = reading;
  const figure = readDigitless(text, clause.start, clause.end);
  if (!figure) return undefined;
  const before = nameBefore(text, figure.lead.from, figure.lead.nameEnd, reading);
  figure.indicator = before.name || ordered(reading, figure);
  if (figure.indicator.length < 2) return undefined;
  figure.scope = before.scope;
  figure.kind = 'target';
  imply(figure, 'kind', 'figures of the plan are targets');
  readPeriod(text, figure, clause.start, sentence.part, era, facts);
  return figure;
}

/** 完成国家下达的能耗强度下降目标: what is asked for stands inside the phrase. */
function ordered(reading: Reading, figure: Figure): string {
  const said = reading.text.slice(figure.start, figure.end);
  const m =
    /^(?:完成|达到|实现)(?:国家|省|省定|省上|市|上级|“十[四五六]五”)(?:下达)?(?:给?我[省市县])?(?:的)?(.{2,24}?)(?:目标|任务|要求|约束性指标)/.exec(
      said,
    );
  return m ? nameAfter(m[1]!, 0, m[1]!.length).name : '';
}
