const DIGITS = '〇一二三四五六七八九';

/** Writes a list number the way Word does for a `w:numFmt`; formats that Chinese documents do not use come out as digits. */
export function formatNumber(value: number, format: string): string {
  if (
    /^(?:chineseCounting|chineseCountingThousand|japaneseCounting|taiwaneseCounting|ideographDigital|taiwaneseCountingThousand)$/u.test(
      format,
    )
  ) {
    return chinese(value);
  }
  if (format === 'upperLetter' || format === 'lowerLetter') {
    const letter = String.fromCharCode(65 + ((value - 1) % 26)).repeat(Math.ceil(value / 26));
    return format === 'upperLetter' ? letter : letter.toLowerCase();
  }
  if (format === 'upperRoman' || format === 'lowerRoman') {
    return format === 'upperRoman' ? roman(value) : roman(value).toLowerCase();
  }
  if (format === 'decimalEnclosedCircle' || format === 'decimalEnclosedCircleChinese') {
    return value >= 1 && value <= 20 ? String.fromCodePoint(0x245f + value) : String(value);
  }
  if (format === 'decimalFullWidth')
    return String(value).replace(/\d/gu, (d) => String.fromCharCode(0xff10 + Number(d)));
  return String(value);
}

/** 12 -> 十二, 20 -> 二十, 105 -> 一百〇五 */
function chinese(value: number): string {
  if (value < 1 || value > 999) return String(value);
  const digit = (at: number): string => DIGITS[at] ?? '';
  const hundreds = Math.floor(value / 100);
  const tens = Math.floor((value % 100) / 10);
  const ones = value % 10;
  let result = hundreds > 0 ? `${digit(hundreds)}百` : '';
  if (tens > 0) result += `${tens === 1 && hundreds === 0 ? '' : digit(tens)}十`;
  else if (hundreds > 0 && ones > 0) result += '〇';
  return ones > 0 ? result + digit(ones) : result;
}

function roman(value: number): string {
  const steps: [number, string][] = [
    [100, 'C'],
    [90, 'XC'],
    [50, 'L'],
    [40, 'XL'],
    [10, 'X'],
    [9, 'IX'],
    [5, 'V'],
    [4, 'IV'],
    [1, 'I'],
  ];
  let rest = value;
  let result = '';
  for (const [worth, letters] of steps) {
    while (rest >= worth) {
      result += letters;
      rest -= worth;
    }
  }
  return result;
}
