/** What stands before a heading: 一、 （一） 一是 1． ● or bold print. A lower rank contains a higher one. */
export interface Marker {
  rank: number;
  /** Characters that the marker takes. */
  length: number;
  /** 一 -> 1; 0 for bullets. */
  ordinal: number;
}

/** An annex contains chapters of its own: 附件1 民生实事 has 一、 to 十、. */
export const RANK = { annex: 0, chapter: 1, bracket: 2, is: 3, digit: 4, bullet: 5, plain: 6 } as const;

const DIGITS = '零一二三四五六七八九';

function ordinalOf(numeral: string): number {
  if (/^[0-9]+$/.test(numeral)) return Number(numeral);
  const ten = numeral.indexOf('十');
  if (ten < 0) return DIGITS.indexOf(numeral);
  return (
    (ten === 0 ? 1 : DIGITS.indexOf(numeral[0]!)) * 10 +
    (ten + 1 < numeral.length ? DIGITS.indexOf(numeral[ten + 1]!) : 0)
  );
}

const N = '[一二三四五六七八九十]{1,3}';
const FORMS: [RegExp, number][] = [
  [new RegExp(`^第(${N})(?:部分|章|篇)[、：]?`), RANK.chapter],
  [new RegExp(`^(${N})[、.](?!${N}[、产])`), RANK.chapter],
  [new RegExp(`^（(${N})）[、]?`), RANK.bracket],
  [new RegExp(`^(${N})(?:是|要)(?!否|不是)`), RANK.is],
  [/^第([一二三四五六七八九十])(?:，|、)/, RANK.is],
  [/^([0-9]{1,2})(?:、|\.(?![0-9])| )/, RANK.digit],
  [/^（([0-9]{1,2})）/, RANK.digit],
  [/^([①②③④⑤⑥⑦⑧⑨⑩])/, RANK.digit],
  [/^(?:[●◆■▲★•·○◎◇□△▪►➤]|——|――|--|—)+/, RANK.bullet],
];

/** The marker at the start of a paragraph (clean text), or null. */
export function readMarker(head: string): Marker | null {
  for (const [form, rank] of FORMS) {
    const m = form.exec(head);
    if (m) return { rank, length: m[0].length, ordinal: m[1] ? ordinalOf(m[1]) : 0 };
  }
  return null;
}
