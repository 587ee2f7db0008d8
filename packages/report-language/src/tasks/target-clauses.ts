import type { Span } from '../types.ts';
import { cutAt } from './clauses.ts';

const LEAD_IN = /^[^，；]{0,60}?目标(?:任务)?(?:建议)?(?:[是为]：?|：)/;
const OPEN_LEAD_IN = /^[^0-9，；：]{0,40}：/;
const CONTINUES =
  /^(?:力争(?:更好|实现更|在)|在实际|实际工作|努力(?:争取|实现更)|争取(?:更好|更)|并(?:努力|力争)|其中|左右|高于|与[^，]{0,20}(?:持平|同步|衔接)|确保完成|同比|比去年|达到|占)/;

/**
 * The targets that a sentence of the targets part states: one at each semicolon; without any, one at each comma, where
 * what only qualifies the target before it (力争更好结果) stays with it. The words that lead in (主要预期目标是：) belong to none.
 */
export function targetClauses(text: string): Span[] {
  const lead = LEAD_IN.exec(text) ?? OPEN_LEAD_IN.exec(text);
  const from = lead && lead[0].length < text.length - 4 ? lead[0].length : 0;
  const body = text.slice(from);
  const marks = body.includes('；') ? '；' : '，';
  const clauses: Span[] = [];
  for (const part of cutAt(body, marks)) {
    const words = body.slice(part.start, part.end);
    const last = clauses.at(-1);
    const bare = words.replace(/[，；。]/g, '');
    if (bare.length < 3 && last) last.end = part.end;
    else if (marks === '，' && last && (CONTINUES.test(words) || !statesTarget(bare))) last.end = part.end;
    else clauses.push({ ...part });
  }
  return clauses.map(({ start, end }) => ({ start: start + from, end: end + from }));
}

/** A figure, or the words of a target that has none: 与经济增长同步, 保持稳定, 完成国家下达目标. */
function statesTarget(words: string): boolean {
  return /[0-9〇一二三四五六七八九十]+(?:%|个|万|亿|以)|[0-9]|同步|以内|目标|任务|稳定|合理|提升|下降|增长|平衡|衔接|改善|优于|达标/.test(
    words,
  );
}

/** Whether a sentence of the targets part states targets; the judgements and guiding thoughts around them do not. */
export function statesTargets(words: string): boolean {
  if (LEAD_IN.test(words) || /预期目标/.test(words)) return true;
  if (/^(?:实现|完成|围绕|为了|为实现|确定|提出)[^，]{0,10}目标|之年|必须/.test(words)) return false;
  return /[0-9](?:[0-9.,]*)(?:%|个|[万亿千百]|户|家|项|人|套|亩|公里|吨|微克|以)|同步|以内|国家下达|省定|Ⅲ|Ⅱ|约束性/.test(
    words,
  );
}
