import { PAIRS, SHARED_HEADS } from '../lexicon/figure-words.ts';

/** Cuts a list of names at 、 和 及 与 以及, outside quotation marks and parentheses. */
export function splitList(list: string): string[] {
  const items: string[] = [];
  let depth = 0;
  let item = '';
  for (let i = 0; i < list.length; i++) {
    const s = list.charAt(i);
    if (s === '“' || s === '（' || s === '《') depth++;
    if (s === '”' || s === '）' || s === '》') depth--;
    const cut =
      depth === 0 &&
      (s === '、' ||
        s === '，' ||
        s === '；' ||
        ((s === '和' || s === '及' || s === '与') &&
          i > 0 &&
          !/^(?:和美|和谐|和平|及以|与国|及相关|及装备|及其|及新|与经济)/.test(list.slice(i, i + 3)) &&
          item !== ''));
    if (cut) {
      items.push(item);
      item = '';
    } else item += s;
  }
  items.push(item);
  return items.map((s) => s.replace(/^以/, '')).filter((s) => s !== '');
}

/** The names that `count` numbers belong to, or undefined where the list has another length. */
export function distribute(list: string, count: number): string[] | undefined {
  let items = splitList(list);
  if (items.length > count) {
    const cutAnd = splitAt(list, /[、，；]/);
    if (cutAnd.length === count) items = cutAnd;
    else {
      const cutConjunction = splitAt(list, /(?:以及|和|与|及)(?!其|相关|装备|新|以)/);
      if (cutConjunction.length === count) items = cutConjunction;
      else items = items.slice(items.length - count);
    }
  }
  if (items.length === 1 && count === 2) {
    const pair = pairOf(items[0]!);
    if (pair) return pair;
  }
  if (items.length !== count) {
    if (items.length < count) {
      const spread = items.flatMap((item) => pairOf(item) ?? [item]);
      if (spread.length === count) return shareAffixes(spread);
    }
    return undefined;
  }
  return shareAffixes(items);
}

function splitAt(list: string, separator: RegExp): string[] {
  return list.split(separator).filter((s) => s !== '');
}

function pairOf(item: string): string[] | undefined {
  for (const [joined, first, second] of PAIRS) {
    const at = item.indexOf(joined);
    if (at >= 0)
      return [
        item.slice(0, at) + first + item.slice(at + joined.length),
        item.slice(0, at) + second + item.slice(at + joined.length),
      ];
  }
  return undefined;
}

/** 粮、油、菜产量 -> 粮产量, 油产量, 菜产量; 粮食播种面积、总产量、单产 -> 粮食播种面积, 粮食总产量, 粮食单产. */
function shareAffixes(items: string[]): string[] {
  const last = items.at(-1)!;
  const rate = /[一-龥]{2}率$/.exec(last)?.[0];
  const head = rate && last.length > 4 ? rate : SHARED_HEADS.find((h) => last.endsWith(h) && last.length > h.length);
  const short = !head && last.length >= 4 && items.slice(0, -1).every((item) => item.length <= 4) ? last.slice(-2) : '';
  const out = items.map((item, i) => {
    if (i === items.length - 1) return item;
    if (!head) return short !== '' && !item.endsWith(short) ? item + short : item;
    if (rate && head === rate && !item.endsWith('率')) return item + head;
    if (SHARED_HEADS.some((h) => h.length >= 2 && item.endsWith(h)) && !head.endsWith(item.slice(-2))) return item;
    if (item.endsWith(head)) return item;
    if (/(?:率|量|额|数|收入|投资|面积|案件|资金|增加值|产值|人数|次)$/.test(item)) return item;
    if (head.startsWith('产业') && item.endsWith('业')) return item + head.slice(2);
    // 中央预算内投资、超长期特别国债: names that are whole already keep their own shape.
    let overlap = Math.min(head.length - 1, 3);
    while (overlap > 0 && !item.endsWith(head.slice(0, overlap))) overlap--;
    return item + head.slice(overlap);
  });
  // 第一、二、三产业
  if (/^第[一二三]/.test(items[0]!))
    for (let i = 1; i < out.length; i++) if (/^[一二三四五](?:产|$)/.test(out[i]!)) out[i] = `第${out[i]}`;
  const first = out[0]!;
  // 网络零售额和购物额, 儿童入园率和普惠率: a short second of the same kind takes what the first begins with.
  const second = out[1];
  if (
    out.length === 2 &&
    second &&
    second.length <= 3 &&
    first.length >= second.length + 2 &&
    /[额率]$/.test(second) &&
    first.endsWith(second.slice(-1))
  ) {
    return [first, first.slice(0, first.length - second.length) + second];
  }
  const prefix =
    /^(.{2,10}?)(?:播种面积|种植面积|起数|产量|面积|总人数|总人次|总量|人次|数量|收入|营收|总产值|产值|余额|事故起数|人数)$/.exec(
      first,
    )?.[1];
  return out.map((item, i) =>
    i > 0 &&
    prefix &&
    /^(?:总产量|单产|产量|总产值|产值|总收入|收入|总花费|花费|死亡人数|受伤人数|面积|利润|税收|营收|直接经济损失)$/.test(
      item,
    ) &&
    !item.startsWith(prefix.slice(0, 2))
      ? prefix.replace(new RegExp(`${item.slice(0, 2)}$`), '') + item
      : item,
  );
}
