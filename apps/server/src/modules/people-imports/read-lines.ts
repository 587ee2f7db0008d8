/** From the sheets of a workbook to lines; what cannot be read is said by row and column. Pure. */
import type { Table } from '@luoshi/documents';
import { KIND_NAMES, type OrganisationKind, ROLE_NAMES, type Role } from '../people/contract.ts';
import type { ImportProblem } from './contract.ts';
import { type Column, LAYOUTS, type Layout, MEMBERS, ORGANISATIONS, PEOPLE, POSTS } from './layout.ts';
import type { At, GroupLine, OrganisationLine, PersonLine, PostLine } from './lines.ts';

export type Placed<Line> = Line & { at: At };
export interface ReadLines {
  organisations: Placed<OrganisationLine>[];
  groups: Placed<GroupLine>[];
  people: Placed<PersonLine>[];
  posts: Placed<PostLine>[];
  problems: ImportProblem[];
}

/** Cells of one row by the keys of its layout. */
type Cells = Record<string, string> & { at?: never };

const HEADER_WITHIN = 10;

export function readLines(tables: readonly Table[], today: string): ReadLines {
  const problems: ImportProblem[] = [];
  if (!tables.some((table) => LAYOUTS.some((layout) => layout.name === table.name.trim())))
    problems.push({
      sheet: '',
      row: 0,
      column: '',
      message: '没有找到“单位”“单位组成员”“人员”“岗位”中的任何一张表。请用下载的模板填写。',
    });
  const rows = (layout: Layout) => readSheet(tables, layout, problems);
  const groups = new Map<string, Placed<GroupLine>>();
  for (const { at, cells } of rows(MEMBERS)) {
    const line = groups.get(cells.group!) ?? { at, group: cells.group!, members: [] };
    if (line.members.includes(cells.member!))
      problems.push({
        ...at,
        column: '成员单位代码',
        message: `${cells.member} 在这个单位组里出现了两次。请删去一行。`,
      });
    else line.members.push(cells.member!);
    groups.set(cells.group!, line);
  }
  const reader = new Reader(problems, today);
  return {
    organisations: rows(ORGANISATIONS).map(({ at, cells }) => ({
      at,
      code: reader.pattern(
        at,
        '单位代码',
        cells.code!,
        /^[A-Za-z0-9][A-Za-z0-9_-]{0,29}$/,
        '由字母、数字和连字符组成，最多 30 个',
      ),
      name: reader.words(at, '名称', cells.name!, 60),
      shortName: reader.words(at, '简称', cells.shortName!, 30),
      kind: reader.choice(at, '类型', cells.kind!, KIND_NAMES) as OrganisationKind,
      order: reader.whole(at, '建制顺序', cells.order!, -1),
      parent: cells.parent!,
      region: cells.region!,
      aliases: reader.list(cells.aliases!),
      function: cells.function!,
      duties: reader.list(cells.duties!),
      from: reader.day(at, '设立日期', cells.from!),
    })),
    groups: [...groups.values()],
    people: rows(PEOPLE).map(({ at, cells }) => ({
      at,
      code: reader.words(at, '人员编号', cells.code!, 30),
      name: reader.words(at, '姓名', cells.name!, 40),
      organisation: cells.organisation!,
      phone: reader.pattern(
        at,
        '电话',
        cells.phone!,
        /^(1\d{10}|0\d{2,3}-?\d{7,8}|.*\*.*)?$/,
        '应是 11 位手机号，或带区号的座机号',
      ),
      email: reader.pattern(at, '邮箱', cells.email!, /^(\S+@\S+\.\S+)?$/, '写法不对，应像 name@example.cn'),
    })),
    posts: rows(POSTS).map(({ at, cells }) => ({
      at,
      person: cells.person!,
      organisation: cells.organisation!,
      title: reader.words(at, '职务', cells.title!, 40),
      role: reader.choice(at, '角色', cells.role!, ROLE_NAMES) as Role,
      sponsor: reader.choice(at, '可作包联领导', cells.sponsor || '否', { true: '是', false: '否' }) === 'true',
      position: reader.whole(at, '排序', cells.position!, 0),
      from: reader.day(at, '起始日期', cells.from!),
      to: reader.day(at, '终止日期', cells.to!),
    })),
    problems,
  };
}

function readSheet(tables: readonly Table[], layout: Layout, problems: ImportProblem[]): { at: At; cells: Cells }[] {
  const table = tables.find((one) => one.name.trim() === layout.name);
  if (!table) return [];
  const needed = layout.columns.filter((column) => column.required).map((column) => column.header);
  const header = table.rows.find(
    (row) => row.number <= HEADER_WITHIN && needed.every((name) => row.cells.some((cell) => cell.text === name)),
  );
  if (!header) {
    const message = `前 ${HEADER_WITHIN} 行里没有表头（至少要有${needed.join('、')}）。请用下载的模板填写，不要改表头。`;
    problems.push({ sheet: layout.name, row: 0, column: '', message });
    return [];
  }
  const place = (column: Column) => header.cells.findIndex((cell) => cell.text === column.header);
  return table.rows
    .filter((row) => row.number > header.number)
    .flatMap((row) => {
      const at = { sheet: layout.name, row: row.number };
      const before = problems.length;
      const cells: Cells = {};
      for (const column of layout.columns) {
        const cell = row.cells[place(column)];
        cells[column.key] = cell?.text ?? '';
        if (cell?.formula)
          problems.push({
            ...at,
            column: column.header,
            message: '这个单元格是公式，系统不计算公式。请复制后“选择性粘贴—数值”。',
          });
        else if (column.required && !cells[column.key])
          problems.push({ ...at, column: column.header, message: '没有填写。请填写；不需要这一行就整行删去。' });
      }
      return problems.length === before ? [{ at, cells }] : [];
    });
}

/** Cells into values; what is wrong is noted, and something harmless given so that the row's other cells are judged too. */
class Reader {
  readonly #problems: ImportProblem[];
  readonly #today: string;

  constructor(problems: ImportProblem[], today: string) {
    this.#problems = problems;
    this.#today = today;
  }

  #wrong(at: At, column: string, message: string): void {
    this.#problems.push({ ...at, column, message });
  }

  pattern(at: At, column: string, text: string, pattern: RegExp, how: string): string {
    if (!pattern.test(text)) this.#wrong(at, column, `“${text}”${how}。请改正。`);
    return text;
  }

  words(at: At, column: string, text: string, most: number): string {
    if ([...text].length > most) this.#wrong(at, column, `超过 ${most} 个字。请改短。`);
    return text;
  }

  choice(at: At, column: string, text: string, names: Readonly<Record<string, string>>): string {
    const found = Object.entries(names).find(([, name]) => name === text)?.[0];
    if (!found) this.#wrong(at, column, `没有“${text}”这一项。可填：${Object.values(names).join('、')}。`);
    return found ?? Object.keys(names)[0]!;
  }

  whole(at: At, column: string, text: string, otherwise: number): number {
    if (text === '') return otherwise;
    const value = Number(text);
    if (Number.isInteger(value) && value >= 0 && value <= 1_000_000_000) return value;
    this.#wrong(at, column, `“${text}”不是整数。请填 0 或以上的整数。`);
    return otherwise;
  }

  day(at: At, column: string, text: string): string {
    if (text === '') return '';
    const [, year, month, day] = /^(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?$/u.exec(text) ?? [];
    const date = `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`;
    const real = year !== undefined && !Number.isNaN(Date.parse(date)) && new Date(date).toISOString().startsWith(date);
    if (real) return date;
    this.#wrong(at, column, `“${text}”不是日期。请写成 2026-03-31 的样子。`);
    return this.#today;
  }

  list(text: string): string[] {
    return [...new Set(text.split(/[、，,;；\n]/u).map((word) => word.trim()))].filter((word) => word !== '');
  }
}
