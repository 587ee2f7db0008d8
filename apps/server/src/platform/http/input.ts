import { z } from 'zod';
import { AppError } from '../errors.ts';
import { issueMessage } from './issue-messages.ts';

/** Names of fields that many rooms share, as a person knows them; a schema's own `.meta({ title })` goes first. */
const FIELD_NAMES: Record<string, string> = {
  account: '账号',
  password: '密码',
  due: '完成时限',
  leads: '牵头单位',
  supports: '配合单位',
  sponsorId: '牵头领导',
  quarters: '季度节点',
  wording: '事项内容',
  reason: '理由',
  title: '标题',
  issuedOn: '印发日期',
  organId: '发文机关',
  year: '年份',
  versionLabel: '版本名称',
  unclassified: '不涉密确认',
  at: '拆分点',
  rowVersion: '版本号',
  revision: '版本号',
  limit: '每页条数',
  cursor: '页码',
};

/** The input by the schema, or INPUT_INVALID with a Chinese message that names the first field and with all of them in details. */
export function parseInput<Schema extends z.ZodType>(schema: Schema, raw: unknown): z.output<Schema> {
  const parsed = schema.safeParse(raw, { error: issueMessage });
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map((issue) => ({
    path: issue.path.map(String).join('.'),
    name: nameOf(schema, issue.path),
    message: issue.message,
  }));
  const first = fields[0];
  const more = fields.length > 1 ? `（另有 ${fields.length - 1} 处）` : '';
  throw new AppError(
    'INPUT_INVALID',
    `${first?.name ? `“${first.name}”：` : ''}${first?.message ?? '内容不完整'}${more}`,
    { fields },
  );
}

function nameOf(schema: z.ZodType, path: readonly PropertyKey[]): string {
  let at: z.ZodType | undefined = schema;
  let name = '';
  for (const step of path) {
    if (typeof step === 'number') {
      name += `第${step + 1}项`;
      at = at instanceof z.ZodArray ? (at.element as z.ZodType) : undefined;
      continue;
    }
    at = at instanceof z.ZodObject ? (at.shape[String(step)] as z.ZodType | undefined) : undefined;
    const key = String(step);
    name = (at?.meta()?.title as string | undefined) ?? FIELD_NAMES[key] ?? key;
    while (at instanceof z.ZodOptional || at instanceof z.ZodNullable || at instanceof z.ZodDefault)
      at = at.unwrap() as z.ZodType;
  }
  return name;
}
