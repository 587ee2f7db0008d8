/** The workbook: its sheets and columns, the same out and in. */
import type { SheetColumn } from '@luoshi/documents';

export interface Column extends SheetColumn {
  key: string;
  required?: boolean;
}
export interface Layout {
  name: string;
  notes: readonly string[];
  columns: readonly Column[];
}

const column = (key: string, header: string, width: number, more: Partial<Column> = {}): Column => ({
  key,
  header,
  width,
  ...more,
});
const required = { required: true };

export const ORGANISATIONS: Layout = {
  name: '单位',
  notes: [
    '按“单位代码”认单位：已有的修改，没有的新设；表里没有的单位不动。更名、调整隶属等自导入时选定的生效日期起算。撤销、合并、拆分请在单位页办理。',
  ],
  columns: [
    column('code', '单位代码', 14, required),
    column('name', '名称', 34, { ...required, wrap: true }),
    column('shortName', '简称', 20, required),
    column('kind', '类型', 16, required),
    column('order', '建制顺序', 10, { kind: 'number' }),
    column('parent', '上级单位代码', 14),
    column('region', '地区代码', 12),
    column('aliases', '其他写法', 30, { wrap: true }),
    column('function', '标准职能', 18),
    column('duties', '职责用词', 30, { wrap: true }),
    column('from', '设立日期', 13),
  ],
};
export const MEMBERS: Layout = {
  name: '单位组成员',
  notes: ['列出的单位组，其成员以本表为准，次序即表中次序；没有列出的单位组不动。'],
  columns: [column('group', '单位组代码', 16, required), column('member', '成员单位代码', 16, required)],
};
export const PEOPLE: Layout = {
  name: '人员',
  notes: ['按“人员编号”认人。电话、邮箱导出时默认打码，打码的值导回来视为不变。'],
  columns: [
    column('code', '人员编号', 14, required),
    column('name', '姓名', 12, required),
    column('organisation', '所在单位代码', 14, required),
    column('phone', '电话', 16),
    column('email', '邮箱', 26),
  ],
};
export const POSTS: Layout = {
  name: '岗位',
  notes: [
    '一人多岗写多行。按人员编号、单位代码、职务、起始日期认岗位。新岗位和扩大权限的修改须经安全管理员授权后生效。',
  ],
  columns: [
    column('person', '人员编号', 14, required),
    column('organisation', '单位代码', 14, required),
    column('title', '职务', 24, required),
    column('role', '角色', 16, required),
    column('sponsor', '可作包联领导', 14),
    column('position', '排序', 8, { kind: 'number' }),
    column('from', '起始日期', 13, required),
    column('to', '终止日期', 13),
  ],
};
export const LAYOUTS = [ORGANISATIONS, MEMBERS, PEOPLE, POSTS] as const;
