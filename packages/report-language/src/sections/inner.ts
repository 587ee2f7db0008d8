import type { Paragraph } from '../sentences/split.ts';

const GENERAL =
  /^(?:要|始终做到|持续|着力|全力|大力|积极|稳步|扎实|深入|有效|全面|加快|更好|更大力度|奋力|切实)*(?:促进|推动|推进|加强|优化|扩大|提高|提升|深化|健全|完善|繁荣|发展|做强|做大|塑强|建强|强化|创新|守牢|释放|扩能|培育|抓实|支持|稳定|改善|保障|巩固|构建|打造|防范|壮大|激发|拓展|增强|统筹|夯实|筑牢|严守|忠诚|实干|依法|清正|廉洁|高效|政治|做优)/;
const SPECIFIC = /[0-9A-Za-z“”《》，、；：]|试点|方案|条例|规划|中心$|工程$|行动$|计划$|大会|普查|项目/;
const LEAST = 300;
const APART = 60;

/**
 * Headings inside a long paragraph that has no paragraphs of its own below it: （一）… 全力释放消费潜能。 … 积极扩大有效投资。 …
 * Returns the indexes of the sentences that are such headings; none unless there are two or more.
 */
export function innerHeadings(text: string, paragraph: Paragraph, from: number): number[] {
  const { sentences } = paragraph;
  if (paragraph.end - from < LEAST || sentences.length < 6) return [];
  const found: number[] = [];
  let last = from;
  for (let i = 0; i + 1 < sentences.length; i++) {
    const s = sentences[i]!;
    if (s.start < from) continue;
    const length = s.end - s.start;
    const next = sentences[i + 1]!;
    if (length < 6 || length > 15 || next.end - next.start < 16) continue;
    if (found.length > 0 && s.start - last < APART) continue;
    const words = text.slice(s.start, s.end - 1);
    if (!GENERAL.test(words) || SPECIFIC.test(words)) continue;
    found.push(i);
    last = s.end;
  }
  return found.length >= 2 ? found : [];
}
