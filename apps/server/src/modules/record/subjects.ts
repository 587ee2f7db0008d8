import type { Tx } from '../../platform/db/database.ts';
import { organisationNames, personNames } from './read-events.ts';

/** What kinds of things events are about. */
export const SUBJECT_WORDS: Readonly<Record<string, string>> = {
  account: '账号',
  api_token: '接口令牌',
  breakdown: '任务分解',
  decision: '原文句的处置',
  deputy: '代理',
  erasure: '个人信息注销',
  event: '留痕',
  event_checkpoint: '检查点',
  issuing_organ: '发文机关',
  item: '事项',
  message: '消息',
  notification: '通知',
  organisation: '单位',
  person: '人员',
  post: '岗位',
  record: '留痕',
  record_check: '留痕核对',
  report: '报告',
  report_import: '报告导入',
  robot: '群机器人',
  session: '登录会话',
  setting: '设置',
};

export const subjectWord = (kind: string): string => SUBJECT_WORDS[kind] ?? kind;

/** What the subjects of some events are called, by "kind/id"; those without a name are left out. */
export async function subjectNames(
  tx: Tx,
  tenantId: string,
  subjects: readonly { kind: string; id: string }[],
): Promise<Map<string, string>> {
  const ids = (kind: string) => subjects.filter((one) => one.kind === kind).map(({ id }) => id);
  const names = new Map<string, string>();
  const add = (kind: string, rows: Iterable<readonly [string, string]>) => {
    for (const [id, name] of rows) names.set(`${kind}/${id}`, name);
  };
  add('person', await personNames(tx, tenantId, ids('person')));
  add('organisation', await organisationNames(tx, tenantId, ids('organisation')));
  const items = ids('item');
  if (items.length) {
    const rows = await tx
      .selectFrom('item')
      .where('tenant_id', '=', tenantId)
      .where('id', 'in', items)
      .select(['id', 'number'])
      .execute();
    add(
      'item',
      rows.map((row) => [row.id, row.number] as const),
    );
  }
  const reports = [...ids('report'), ...ids('breakdown')];
  if (reports.length) {
    const rows = await tx
      .selectFrom('report')
      .where('tenant_id', '=', tenantId)
      .where('id', 'in', reports)
      .select(['id', 'title'])
      .execute();
    for (const kind of ['report', 'breakdown'])
      add(
        kind,
        rows.map((row) => [row.id, row.title] as const),
      );
  }
  return names;
}
