import type { z } from 'zod';

const TYPES: Record<string, string> = {
  string: '文字',
  number: '数字',
  int: '整数',
  boolean: '是或否',
  array: '列表',
  object: '一组内容',
  date: '日期',
};
const FORMATS: Record<string, string> = {
  uuid: '编号的格式不对',
  date: '日期应写成 2026-03-31 的样子',
  datetime: '时间的格式不对',
  email: '邮箱的格式不对',
  url: '网址的格式不对',
};

/** What a schema without words of its own says when the input does not fit: Chinese that a person can act on. */
export function issueMessage(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined || issue.input === null
        ? '不能缺少'
        : `应是${TYPES[issue.expected] ?? '另一种内容'}`;
    case 'too_small':
      return tooSmall(issue.origin, Number(issue.minimum));
    case 'too_big':
      return tooBig(issue.origin, Number(issue.maximum));
    case 'invalid_format':
      return FORMATS[issue.format] ?? '格式不对';
    case 'invalid_value':
      return `只能是：${issue.values.map(String).join('、')}`;
    case 'unrecognized_keys':
      return `不认识的内容：${issue.keys.join('、')}`;
    default:
      return '内容不对';
  }
}

function tooSmall(origin: string, minimum: number): string {
  if (origin === 'string') return minimum <= 1 ? '不能为空' : `至少 ${minimum} 个字`;
  if (origin === 'array' || origin === 'set') return `至少 ${minimum} 项`;
  return `不能小于 ${minimum}`;
}

function tooBig(origin: string, maximum: number): string {
  if (origin === 'string') return `最多 ${maximum} 个字`;
  if (origin === 'array' || origin === 'set') return `最多 ${maximum} 项`;
  return `不能大于 ${maximum}`;
}
