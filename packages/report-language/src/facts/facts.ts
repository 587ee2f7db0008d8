import type { ReportFacts } from '../types.ts';

const NUMERALS = '〇一二三四五六七八九';
const REGION = '[\\u4e00-\\u9fff]{1,12}?(?:自治区|自治州|自治县|特别行政区|省|市|州|盟|地区|县|区|旗)';

/** 二〇二六 or 二零二六 -> 2026; null for anything else. */
function yearOfNumerals(s: string): number | null {
  const digits = [...s.replace(/[零○Ｏ]/g, '〇')].map((c) => NUMERALS.indexOf(c));
  if (digits.length !== 4 || digits.some((d) => d < 0)) return null;
  return digits.reduce((n, d) => n * 10 + d, 0);
}

const plausible = (year: number | null): number | null => (year !== null && year >= 1980 && year <= 2100 ? year : null);

/**
 * Title, region and plan year, found where a report says so: in its title lines, its opening, and the headings of its
 * parts. What the text does not say comes from the options, else "" and null.
 */
export function readFacts(clean: string, options: { region?: string; year?: number } = {}): ReportFacts {
  const front = clean.slice(0, 3000);
  const lines = front.split('\n').slice(0, 40);
  return {
    title: readTitle(lines),
    region: readRegion(front, lines) || options.region || '',
    year: readYear(clean, lines) ?? options.year ?? yearOfFiveYearPlan(clean),
  };
}

function readTitle(lines: string[]): string {
  const bare = lines.map((l) => l.replace(/^[—―\-#*\s]+/, '').trim()).filter((l) => l !== '');
  const named = bare.find(
    (l) => /政府工作报告|工作报告/.test(l) && l.length <= 50 && !/[。；]/.test(l) && !/代表|作政府工作报告/.test(l),
  );
  if (named) return named;
  return bare.find((l) => l.length >= 4 && l.length <= 50 && !/[。；：]/.test(l)) ?? '';
}

function readRegion(front: string, lines: string[]): string {
  const forms = [
    new RegExp(`在(${REGION})(?:第)?[一二三四五六七八九十]{1,3}届`),
    new RegExp(`(?:^|[—―\\-年\\s])(${REGION})[一二三四五六七八九十]{1,3}届人大`),
    new RegExp(`(?:^|年)(${REGION})(?:人民)?政府(?:20[0-9]{2}年)?(?:工作报告|市长|省长|州长|县长|区长|主席)`),
    new RegExp(`^(${REGION})(?:人民政府)?(?:20[0-9]{2}年)?(?:政府)?工作报告`),
    new RegExp(`^(${REGION})(?:人民政府)?(?:代)?(?:省长|市长|州长|县长|区长|主席|盟长|旗长)`),
  ];
  for (const form of forms) {
    for (const line of lines) {
      const m = form.exec(line);
      if (m && !/^(?:全|我|本|各|该)/.test(m[1]!)) return m[1]!;
    }
  }
  const m = new RegExp(`在(${REGION})(?:第)?[一二三四五六七八九十]{1,3}届`).exec(front);
  return m?.[1] ?? '';
}

function readYear(clean: string, lines: string[]): number | null {
  const session = sessionYear(lines);
  const heading = headingYear(clean);
  // A congress that meets at the end of a year plans the next one; a heading about anything else is not believed.
  if (heading !== null && (session === null || heading === session || heading === session + 1)) return heading;
  if (session !== null) return session;
  for (const line of lines) {
    const title = /(20[0-9]{2})年?.{0,12}政府工作报告|政府工作报告.{0,4}(20[0-9]{2})/.exec(line);
    if (title) return plausible(Number(title[1] ?? title[2]));
  }
  const dated = /时间[：:]?\n?(20[0-9]{2})[-年]/.exec(clean.slice(0, 1500));
  if (dated) return plausible(Number(dated[1]));
  const behind = /(?:^|\n)[^\n。]{0,12}(20[0-9]{2})年(?:政府)?工作(?:的)?回顾/.exec(clean);
  return behind ? plausible(Number(behind[1]) + 1) : null;
}

/** The year of the session, from the line below the title: ——2026年1月27日在…代表大会…会议上. */
function sessionYear(lines: string[]): number | null {
  for (const line of lines) {
    const session = /(20[0-9]{2})年[0-9]{1,2}月[0-9]{1,2}日在?.*(?:代表大会|届|会议)/.exec(line);
    if (session) return plausible(Number(session[1]));
    const spelled = /([〇零○一二三四五六七八九]{4})年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日/.exec(
      line,
    );
    if (spelled) return plausible(yearOfNumerals(spelled[1]!));
  }
  return null;
}

/** The latest year that a heading plans for: 三、2026年重点工作. Headings that look back do not count. */
function headingYear(clean: string): number | null {
  const headings =
    /(?:^|\n)[^\n。，；]{0,24}?(20[0-9]{2})年(?:的|度)?(?:政府|全[省市州县区]|经济社会发展)?(?:的)?(?:重点|主要|总体)?(?:工作|任务|目标|发展)[^\n。，；]{0,14}(?=\n|$)/g;
  let latest: number | null = null;
  for (const m of clean.matchAll(headings)) {
    if (/回顾|完成情况|总结|工作报告|成就|成绩/.test(m[0].slice(m[0].indexOf(m[1]!)))) continue;
    const year = plausible(Number(m[1]));
    if (year !== null && year > (latest ?? 0)) latest = year;
  }
  return latest;
}

const ORDINALS = '零一二三四五六七八九';

/**
 * The plan year that the five-year plans give away: “十五五”开局之年 is 2026, “十四五”收官之年 and the drafting of the next
 * plan (编制“十五五”规划) are the year before. null where nothing is said, or two years are.
 */
function yearOfFiveYearPlan(clean: string): number | null {
  const years = new Set<number>();
  const forms: [RegExp, number][] = [
    [/(?:今年|[，。：])是?[^，。]{0,8}“十([一二三四五六七八九])五”(?:规划)?(?:的)?(?:开局|起步|第一|首)[之年]/g, 1],
    [/今年[^。]{0,60}“十([一二三四五六七八九])五”(?:规划)?[^，。]{0,6}(?:收官|最后一)[之年]/g, 5],
    [/(?:编制|谋划|启动)[^，。]{0,8}“十([一二三四五六七八九])五”[^，。]{0,6}规划/g, 0],
  ];
  for (const [form, offset] of forms) {
    // “十五五” runs from 2026: the tenth from 2001.
    for (const m of clean.matchAll(form)) years.add(2000 + 5 * ORDINALS.indexOf(m[1]!) + offset);
  }
  return years.size === 1 ? [...years][0]! : null;
}
