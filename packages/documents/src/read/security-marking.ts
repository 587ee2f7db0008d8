import type { TextSpan } from './types.ts';

/** A security marking (密级标志) as it stands in the text. */
export interface SecurityMarking extends TextSpan {
  level: '绝密' | '机密' | '秘密';
  raw: string;
}

/** Markings stand at the top left of the first page; further down the same words are ordinary ones (商业秘密, 保守机密). */
const HEAD_CHARACTERS = 1_500;
const HEAD_LINES = 30;

const LEVEL = '(绝[ \\t　]*密|机[ \\t　]*密|秘[ \\t　]*密)';
const TERM = '(?:\\d+\\s*(?:年|个月|月|日|天)|[一二三四五六七八九十]+(?:年|个月)|长期|启用前|解密前|公布前)';
const BEFORE_TERM = '[★☆＊*·・•‧．.\\-—–－]';
const FORMS: RegExp[] = [
  // 机密★ 机密★10年 绝密☆长期 — the star is used for nothing else
  new RegExp(`(?<!\\p{Script=Han})${LEVEL}[ \\t　]*级?[ \\t　]*[★☆](?:[ \\t　]*${TERM})?`, 'u'),
  new RegExp(`[★☆][ \\t　]*${LEVEL}(?!码|书|钥|方|诀)`, 'u'),
  // 机密·长期 秘密—5年
  new RegExp(`(?<![\\p{Script=Han}])${LEVEL}[ \\t　]*${BEFORE_TERM}[ \\t　]*${TERM}`, 'u'),
  // 密级：机密
  new RegExp(`密[ \\t　]*级[ \\t　]*(?:和保密期限)?[ \\t　]*[:：][ \\t　]*${LEVEL}`, 'u'),
];
/** 机密 alone on its line, perhaps with a term, a copy number before it or an urgency after it. */
const ALONE = new RegExp(
  `^(?:\\d{1,8}[ \\t　]+)?${LEVEL}[ \\t　]*级?[ \\t　]*${TERM}?[ \\t　]*(?:特急|加急|平急|特提)?$`,
  'u',
);

/**
 * Finds a security marking near the head of a text: 机密★, 机密★10年, 绝密·长期, 密级：秘密, or 机密 alone on a line.
 * Returns null for the words in ordinary use (商业秘密, 保守国家秘密, 工作秘密).
 */
export function findSecurityMarking(text: string): SecurityMarking | null {
  let offset = 0;
  let lines = 0;
  for (const line of text.slice(0, HEAD_CHARACTERS).split('\n')) {
    if (line.trim() !== '' && ++lines > HEAD_LINES) return null;
    const found = markingIn(line);
    if (found) return { ...found, start: offset + found.start, end: offset + found.end };
    offset += line.length + 1;
  }
  return null;
}

/** 机密★ alone: in a text that somebody types, only a form that is used for nothing else says that it is classified. */
const TYPED = [...FORMS.slice(0, 3), new RegExp(`${LEVEL}[ \\t　]*级?[ \\t　]*[★☆][ \\t　]*${TERM}`, 'u')];

/**
 * Finds a security marking anywhere in a text that was typed or pasted: 机密★10年, 绝密·长期; or 机密 alone on the first
 * lines of several. Null for the words in ordinary use, and for a word that is all the text: somebody looks for it.
 */
export function findTypedMarking(text: string): SecurityMarking | null {
  if (!/密/.test(text)) return null;
  let offset = 0;
  for (const line of text.split('\n')) {
    for (const form of TYPED) {
      const match = form.exec(line);
      if (match) return marking(match[0], match[1] ?? '', offset + match.index);
    }
    offset += line.length + 1;
  }
  return text.trim().includes('\n') ? findSecurityMarking(text) : null;
}

const INTERNAL =
  /(?<!\p{Script=Han})(?:内部(?:资料|文件|刊物|材料|使用)|仅供内部(?:使用|参阅|参考)|工作秘密|注意保存|不得外传)(?!\p{Script=Han})/u;

/** A mark that material is for internal use (内部资料, 工作秘密) on a line near its head; null without one. No secret of the state, so a reason to warn. */
export function findInternalMarking(text: string): string | null {
  for (const line of text.slice(0, HEAD_CHARACTERS).split('\n')) {
    const match = INTERNAL.exec(line.trim());
    // A sentence that speaks of it is no mark.
    if (match && line.trim().length <= match[0].length + 12) return match[0];
  }
  return null;
}

function markingIn(line: string): SecurityMarking | null {
  for (const form of FORMS) {
    const match = form.exec(line);
    if (match) return marking(match[0], match[1] ?? '', match.index);
  }
  const trimmed = line.trim();
  const alone = ALONE.exec(trimmed);
  return alone ? marking(trimmed, alone[1] ?? '', line.indexOf(trimmed)) : null;
}

function marking(raw: string, level: string, start: number): SecurityMarking {
  return { level: level.replace(/\s/gu, '') as SecurityMarking['level'], raw, start, end: start + raw.length };
}
