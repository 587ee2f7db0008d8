import { STATEMENT } from '../sections/headings.ts';
import type { Piece } from '../sections/outline.ts';
import type { NotTaskReason } from '../types.ts';
import { commitmentScore, type Surroundings } from './signals.ts';
import { statesTargets } from './target-clauses.ts';

const SALUTATION = /^(?:各位代表|各位委员|同志们|朋友们|代表们)[！：，。]?$/;
const IMPRINT = /^（?(?:来源|编辑|责任编辑|责编|记者|审核|扫一扫|打印|关闭|上一篇|下一篇|相关)/;
const LEAD_IN =
  /(?:(?:以下|下列|如下|[一二三四五六七八九十两0-9]+个?(?:方面|大))[^，。]{0,8}(?:工作|任务|方面|事项|举措|几点)|如下|以下)[。：]?$/;
/** 有关单位要…, 市审计局牵头…: somebody is told to do it. 各级政府 and 全市上下 are everybody. */
const ADDRESSED =
  /^(?:由|督促|责成)?(?:各(?!级|族|方|界)[^，的]{1,10}|有关(?:单位|部门)|(?:责任|牵头|配合)单位|(?!全|我|各级)[^，的]{2,10}(?:局|委|厅|部门|管委会))(?:要|须|应当|负责|牵头)/;
const GUIDANCE =
  /(?:总(?:体|的)?要求|指导思想|总体思路|工作思路|工作原则)(?:是|：)|以习近平新时代中国特色社会主义思想为指导|^(?:要)?(?:实现|完成|达到)(?:上述|以上|这些|今年)[^，]{0,10}(?:目标|任务)/;
const CLOSING =
  /让我们|紧密(?:地)?团结在|为[^，。]{4,60}(?:而|不懈)(?:努力)?奋斗|而努力奋斗|作出新的更大贡献|谱写[^，。]{2,30}(?:篇章|新篇)/;

/**
 * Why a sentence is no task, "" when it is one. Everything of the plan part that commits the government to do or to
 * achieve something is a task; the reasons for the rest are those that an office would give.
 */
export function reasonOf(piece: Piece, words: string, around: Surroundings): NotTaskReason | '' {
  const settled = settledReason(piece, words);
  if (settled !== null) return settled;
  if (commitmentScore(words, around) > 0) return '';
  if (around.lastAddress) return 'closing';
  return words.length <= 24 && !STATEMENT.test(words) && !/[0-9]|^(?:坚持|围绕|聚焦|锚定|立足|以)/.test(words)
    ? 'slogan'
    : 'framing';
}

/** The reason where part or form settle it; null for a sentence whose words must be weighed. */
export function settledReason(piece: Piece, words: string): NotTaskReason | '' | null {
  if (SALUTATION.test(words)) return 'salutation';
  if (piece.heading) return piece.part === 'other' || piece.part === 'outlook' ? 'other' : 'heading';
  if (piece.part === 'review') return 'review';
  if (piece.part !== 'plan' && piece.part !== 'targets') return 'other';
  if (IMPRINT.test(words)) return 'other';
  if (!/[\u4e00-\u9fff]{2}/.test(words)) return 'other';
  if (piece.part === 'targets') return statesTargets(words) ? '' : 'framing';
  if (words.length < 50 && LEAD_IN.test(words) && !/；/.test(words)) return 'framing';
  if (isSundry(words)) return 'framing';
  if (/！[”’]?$/.test(words) && !/[0-9]/.test(words) && !CLOSING.test(words)) return 'slogan';
  if (ADDRESSED.test(words)) return '';
  if (GUIDANCE.test(words) && !/让我们/.test(words)) return 'framing';
  if (CLOSING.test(words) && !/[0-9](?:%|万|亿|个|项)/.test(words)) return 'closing';
  return null;
}

const SUNDRY =
  /工会|共青团|妇联|残联|科协|侨联|文联|工商联|红十字|群团|关工委|气象|地震|测绘|档案|史志|地方志|方志|参事|文史|社科|社会科学|侨务|外事|港澳|对台|援藏|援疆|保密|机关事务|供销|邮政|广播电视|国防动员|军民融合|民族宗教|慈善|人防/g;

/** 支持工会、共青团、妇联…发挥作用；做好气象、地震、档案…工作: everything that had no place elsewhere, nobody's task. */
function isSundry(words: string): boolean {
  return (
    words.length <= 110 &&
    !/[0-9]/.test(words) &&
    (words.match(SUNDRY)?.length ?? 0) >= 4 &&
    words.split('，').length <= 3
  );
}
