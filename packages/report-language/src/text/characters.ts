/** What single UTF-16 units are. Everything here is called once or twice a character, so it compares codes. */

export const isDigit = (c: number): boolean => (c >= 0x30 && c <= 0x39) || (c >= 0xff10 && c <= 0xff19);
export const isFullWidthDigit = (c: number): boolean => c >= 0xff10 && c <= 0xff19;

export const isLatin = (c: number): boolean => {
  const lower = c | 0x20;
  return (lower >= 0x61 && lower <= 0x7a) || (c >= 0xff21 && c <= 0xff3a) || (c >= 0xff41 && c <= 0xff5a);
};

export const isHan = (c: number): boolean => (c >= 0x4e00 && c <= 0x9fff) || (c >= 0x3400 && c <= 0x4dbf);

export const isLineBreak = (c: number): boolean =>
  c === 0x0a || c === 0x0d || c === 0x0c || c === 0x85 || c === 0x2028 || c === 0x2029;

/** Blanks of every width, and what prints nothing at all: zero-width marks, byte order marks, control characters. */
export function isBlank(c: number): boolean {
  if (c > 0x3000 && c < 0xfeff) return false; // nearly every character of a report
  return (
    c <= 0x20 ||
    (c >= 0x7f && c <= 0xa0) ||
    c === 0xad ||
    c === 0x3000 ||
    (c >= 0x2000 && c <= 0x200f) ||
    (c >= 0x2028 && c <= 0x202f) ||
    (c >= 0x205f && c <= 0x206f && c !== 0x2065) ||
    c === 0xfeff ||
    (c >= 0xfff9 && c <= 0xfffb) ||
    (c >= 0x600 && isBlankOfOtherScripts(c))
  );
}

// Unicode's blanks and format characters outside the scripts that a report is written in.
const isBlankOfOtherScripts = (c: number): boolean =>
  c <= 0x605 ||
  c === 0x61c ||
  c === 0x6dd ||
  c === 0x70f ||
  c === 0x890 ||
  c === 0x891 ||
  c === 0x8e2 ||
  c === 0x1680 ||
  c === 0x180e;

/** “ ‘ （ 「 『 《 〈 【 〔 ( [ */
export const isOpening = (c: number): boolean =>
  c === 0x201c ||
  c === 0x2018 ||
  c === 0xff08 ||
  c === 0x28 ||
  c === 0x300a ||
  c === 0x3008 ||
  c === 0x300c ||
  c === 0x300e ||
  c === 0x3010 ||
  c === 0x3014 ||
  c === 0x5b;

/** ” ’ ） 」 』 》 〉 】 〕 ) ] */
export const isClosing = (c: number): boolean =>
  c === 0x201d ||
  c === 0x2019 ||
  c === 0xff09 ||
  c === 0x29 ||
  c === 0x300b ||
  c === 0x3009 ||
  c === 0x300d ||
  c === 0x300f ||
  c === 0x3011 ||
  c === 0x3015 ||
  c === 0x5d;

/** 。 ！ ？ and their half-width forms, without the full stop that may be a decimal point. */
export const isTerminal = (c: number): boolean =>
  c === 0x3002 || c === 0xff01 || c === 0xff1f || c === 0x21 || c === 0x3f || c === 0xff61;

/** ， 、 ； ： inside a sentence, of either width. */
export const isInner = (c: number): boolean =>
  c === 0xff0c ||
  c === 0x2c ||
  c === 0x3001 ||
  c === 0xff64 ||
  c === 0xff1b ||
  c === 0x3b ||
  c === 0xff1a ||
  c === 0x3a;

/** Units after which a number at the head of a line is an amount and no list number. */
const MEASURE_WORDS = new Set(
  [...'项个家万亿元亩户人次条座所公里千米吨%％年月日周天小时倍成届批类种处场件台套辆只头张支艘架名位对'].map((c) =>
    c.charCodeAt(0),
  ),
);
export const isMeasureWord = (c: number): boolean => MEASURE_WORDS.has(c);
