import { SCALES, UNITS, type UnitClass } from '../lexicon/units.ts';

export interface ReadUnit {
  start: number;
  end: number;
  unit: string;
  cls: UnitClass;
  base: string;
  factor: number;
  /** 多 or 余 between number and unit: 400多部. */
  more: boolean;
}

const MORE = new Set(['多', '余']);
/** A single-character unit that begins one of these is no unit: 5点建议 is, 3分之一 is not. */
const NOT_UNIT =
  /^(?:大(?![一-龥]{2})|大[小型件棚会学专街道桥米豆]|成[^，。；、以左多的）]|分之|部门|名单|家庭|级市|点多|点[一二三四五六七八九\d]|个百分之)/;
const PAIRED = /^[（(][间个只台套户座部辆栋处项家人次口条件株匹羽所][）)]/;
const PER =
  /^(?:\/|每)(?:年|月|日|天|小时|亩|人|吨|户|公里|平方公里|平方米|立方米|千瓦时|十万人|万人|百亿元|亿元|万元|元|升|秒)/;

/** Reads `[多|余][scale][base]` at `at`; undefined if there is neither a scale nor a known base. */
export function readUnit(text: string, at: number, end: number): ReadUnit | undefined {
  let i = at;
  let more = false;
  if (MORE.has(text.charAt(i))) {
    more = true;
    i++;
  }
  const start = i;
  let factor = 1;
  for (const [word, scale] of SCALES) {
    if (text.startsWith(word, i) && i + word.length <= end) {
      // 千瓦, 千克, 百分点: the first character belongs to the base.
      if (word.length === 1 && baseAt(text, i, end)) break;
      i += word.length;
      factor = scale;
      break;
    }
  }
  if (!more && MORE.has(text.charAt(i)) && i > start) more = true;
  const gap = more && i > start && MORE.has(text.charAt(i)) ? 1 : 0;
  const base = baseAt(text, i + gap, end);
  if (!base) {
    if (i === start) return undefined;
    return { start, end: i, unit: text.slice(start, i), cls: 'scale', base: '', factor, more };
  }
  let stop = i + gap + base.unit.length;
  // 套（间）, 头(只): a second classifier in parentheses belongs to the unit.
  const pair = base.cls === 'count' ? PAIRED.exec(text.slice(stop, Math.min(end, stop + 4))) : null;
  if (pair) stop += pair[0].length;
  let per = '';
  if (base.cls !== 'ratio') {
    const m = PER.exec(text.slice(stop, Math.min(end, stop + 6)));
    if (m) {
      per = m[0];
      stop += per.length;
    }
  }
  const unit = gap ? text.slice(start, i) + text.slice(i + 1, stop) : text.slice(start, stop);
  return {
    start,
    end: stop,
    unit,
    cls: base.cls,
    base: base.base + per.replace('每', '/'),
    factor: factor * base.factor,
    more,
  };
}

function baseAt(text: string, i: number, end: number) {
  const rows = UNITS.get(text.charAt(i));
  if (!rows) return undefined;
  for (const row of rows) {
    if (i + row.unit.length <= end && text.startsWith(row.unit, i)) {
      if (row.unit.length === 1 && NOT_UNIT.test(text.slice(i, i + 3))) return undefined;
      return row;
    }
  }
  return undefined;
}
