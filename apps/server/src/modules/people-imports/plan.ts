/** What an import would change, and what stands in its way. Pure: the same rows against the same city give the same plan. */
import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { ADMINISTRATORS, KIND_NAMES, ROLE_NAMES } from '../people/contract.ts';
import { mask } from '../record/index.ts';
import type { ImportCounts, ImportProblem } from './contract.ts';
import {
  type At,
  type Lines,
  type OrganisationLine,
  type PersonLine,
  type PostLine,
  postKey,
  type Step,
} from './lines.ts';
import type { Placed, ReadLines } from './read-lines.ts';

export interface City {
  current: Lines;
  /** Every code that was ever given, with what it is called, so that one of the past is not given again. */
  codes: ReadonlyMap<string, string>;
  regions: ReadonlySet<string>;
  /** The region of those that give none. */
  cityRegion: string;
  /** Whether the importer's permission reaches a region. */
  reaches(region: string): boolean;
  holdsFrom: string;
}
export interface Plan {
  steps: Step[];
  problems: ImportProblem[];
  counts: ImportCounts;
  digest: string;
}

export function planImport(read: ReadLines, city: City): Plan {
  const problems = [...read.problems];
  const counts = emptyCounts();
  const organisations = planOrganisations(read.organisations, city, problems);
  const units = new Map(city.current.organisations.map((one) => [one.code, one]));
  for (const line of organisations) units.set(line.code, line);
  const people = planPeople(read.people, city, units, problems);
  const persons = new Set([...city.current.people, ...people].map((one) => one.code));
  const posts = planPosts(read.posts, city, units, persons, problems);
  checkGroups(read, units, city, problems);
  const steps = [
    ...stepsOf(
      'organisation',
      parentsFirst(organisations),
      city.current.organisations,
      (one) => one.code,
      counts.organisations,
      (one) => `单位 ${one.name}`,
    ),
    ...stepsOf(
      'group',
      read.groups,
      city.current.groups,
      (one) => one.group,
      counts.members,
      (one) => `单位组 ${units.get(one.group)?.name ?? one.group} 的成员`,
    ),
    ...stepsOf(
      'person',
      people,
      city.current.people,
      (one) => one.code,
      counts.people,
      (one) => `人员 ${one.name}`,
    ),
    ...stepsOf('post', posts, city.current.posts, postKey, counts.posts, (one) => `岗位 ${one.person} ${one.title}`),
  ] as Step[];
  problems.sort((a, b) => a.sheet.localeCompare(b.sheet) || a.row - b.row);
  return { steps, problems, counts, digest: createHash('sha256').update(JSON.stringify(steps)).digest('hex') };
}

const emptyCounts = (): ImportCounts => ({
  organisations: { added: 0, changed: 0, same: 0 },
  members: { added: 0, changed: 0, same: 0 },
  people: { added: 0, changed: 0, same: 0 },
  posts: { added: 0, changed: 0, same: 0 },
});

/** Notes each line whose key has been there before in the file, and leaves it out. */
function once<Line extends { at: At }>(
  lines: readonly Line[],
  key: (line: Line) => string,
  column: string,
  problems: ImportProblem[],
): Line[] {
  const seen = new Map<string, number>();
  return lines.filter((line) => {
    const first = seen.get(key(line));
    if (first === undefined) seen.set(key(line), line.at.row);
    else problems.push({ ...line.at, column, message: `和第 ${first} 行重复。请删去一行，或改正${column}。` });
    return first === undefined;
  });
}

function planOrganisations(
  lines: readonly Placed<OrganisationLine>[],
  city: City,
  problems: ImportProblem[],
): Placed<OrganisationLine>[] {
  const current = new Map(city.current.organisations.map((one) => [one.code, one]));
  const own = once(lines, (line) => line.code, '单位代码', problems);
  const inFile = new Map(own.map((line) => [line.code, line]));
  const parentOf = (code: string) => (inFile.get(code) ?? current.get(code))?.parent ?? '';
  const circles = (code: string): boolean => {
    const passed = new Set<string>();
    for (let at = parentOf(code); at !== '' && !passed.has(at); at = parentOf(at)) {
      if (at === code) return true;
      passed.add(at);
    }
    return false;
  };
  let last = Math.max(0, ...city.current.organisations.map((one) => one.order));
  return own.map((line) => {
    const before = current.get(line.code);
    const wrong = (column: string, message: string) => problems.push({ ...line.at, column, message });
    const above = line.parent === '' ? undefined : (inFile.get(line.parent) ?? current.get(line.parent));
    if (line.parent !== '' && !above)
      wrong('上级单位代码', `没有代码为 ${line.parent} 的单位。请核对，或在本表里加上它。`);
    if (circles(line.code)) wrong('上级单位代码', '按表里的隶属关系，它会成为自己的上级。请改正。');
    const region = line.region || before?.region || above?.region || city.cityRegion;
    if (!city.regions.has(region)) wrong('地区代码', `没有代码为 ${region} 的地区。请核对。`);
    else if (!city.reaches(region) || (before && !city.reaches(before.region)))
      wrong('地区代码', '不在您的管理范围内，不能由您导入。请删去这一行。');
    const from = line.from || before?.from || city.holdsFrom;
    if (!before && city.codes.has(line.code))
      wrong(
        '单位代码',
        `${line.code} 是“${city.codes.get(line.code)}”的代码，它在 ${city.holdsFrom} 不存在。请换一个代码。`,
      );
    if (before && from !== before.from)
      wrong('设立日期', `系统里是 ${before.from}，设立日期不能靠导入修改。请改回或留空。`);
    if (!before && from > city.holdsFrom)
      wrong('设立日期', `晚于这次导入的生效日期 ${city.holdsFrom}。请改正，或换一个生效日期。`);
    if (line.order < 0) last += 1000;
    const order = line.order >= 0 ? line.order : (before?.order ?? last);
    return { ...line, region, from, order };
  });
}

/** In an order in which each one's superior is there before it. */
function parentsFirst(lines: readonly Placed<OrganisationLine>[]): Placed<OrganisationLine>[] {
  const left = new Map(lines.map((line) => [line.code, line]));
  const sorted: Placed<OrganisationLine>[] = [];
  const take = (line: Placed<OrganisationLine>) => {
    if (!left.delete(line.code)) return;
    const above = left.get(line.parent);
    if (above) take(above);
    sorted.push(line);
  };
  for (const line of lines) take(line);
  return sorted;
}

function planPeople(
  lines: readonly Placed<PersonLine>[],
  city: City,
  units: ReadonlyMap<string, OrganisationLine>,
  problems: ImportProblem[],
): Placed<PersonLine>[] {
  const current = new Map(city.current.people.map((one) => [one.code, one]));
  return once(lines, (line) => line.code, '人员编号', problems).map((line) => {
    const before = current.get(line.code);
    const wrong = (column: string, message: string) => problems.push({ ...line.at, column, message });
    mustReachUnit(line.organisation, units, city, (message) => wrong('所在单位代码', message));
    const kept = (kind: 'phone' | 'email', column: string) => {
      const value = line[kind];
      if (!value.includes('*')) return value;
      if (before && before[kind] !== '' && value === mask(kind, before[kind])) return before[kind];
      wrong(column, `“${value}”是打码的值，和系统里的对不上。请填完整的${column}，或留空。`);
      return value;
    };
    return { ...line, phone: kept('phone', '电话'), email: kept('email', '邮箱') };
  });
}

function mustReachUnit(
  code: string,
  units: ReadonlyMap<string, OrganisationLine>,
  city: City,
  wrong: (message: string) => void,
): void {
  const unit = units.get(code);
  if (!unit) wrong(`${city.holdsFrom} 没有代码为 ${code} 的单位。请核对，或在“单位”表里加上它。`);
  else if (!city.reaches(unit.region)) wrong(`“${unit.name}”不在您的管理范围内，不能由您导入。请删去这一行。`);
}

const overlap = (a: PostLine, b: PostLine): boolean => (a.to === '' || b.from < a.to) && (b.to === '' || a.from < b.to);
const administers = (post: PostLine): boolean => ADMINISTRATORS.some((role) => role === post.role);

function planPosts(
  lines: readonly Placed<PostLine>[],
  city: City,
  units: ReadonlyMap<string, OrganisationLine>,
  persons: ReadonlySet<string>,
  problems: ImportProblem[],
): Placed<PostLine>[] {
  const own = once(lines, postKey, '职务', problems);
  const keys = new Set(own.map(postKey));
  const held = Map.groupBy(
    [...city.current.posts.filter((one) => !keys.has(postKey(one))), ...own],
    (one) => one.person,
  );
  for (const line of own) {
    const wrong = (column: string, message: string) => problems.push({ ...line.at, column, message });
    if (!persons.has(line.person)) wrong('人员编号', `没有编号为 ${line.person} 的人员。请核对，或在“人员”表里加上。`);
    mustReachUnit(line.organisation, units, city, (message) => wrong('单位代码', message));
    const unit = units.get(line.organisation);
    if (unit && line.from < unit.from) wrong('起始日期', `“${unit.name}”自 ${unit.from} 起才设立。请改正日期。`);
    if (line.to !== '' && line.to <= line.from) wrong('终止日期', '不晚于起始日期。请改正其中一个。');
    for (const other of held.get(line.person) ?? []) {
      if (postKey(other) === postKey(line) || !overlap(line, other)) continue;
      if (other.role !== line.role && (administers(other) || administers(line)))
        wrong(
          '角色',
          `三员分立：同一天里“${ROLE_NAMES[line.role]}”和“${ROLE_NAMES[other.role]}”不能是同一个人。请换人，或错开日期。`,
        );
      else if (other.organisation === line.organisation && other.title === line.title && other.role === line.role)
        wrong('起始日期', `此人自 ${other.from} 起已有同一岗位，日期重叠。请改那一个的日期，或错开。`);
    }
  }
  return own;
}

function checkGroups(
  read: ReadLines,
  units: ReadonlyMap<string, OrganisationLine>,
  city: City,
  problems: ImportProblem[],
): void {
  for (const line of read.groups) {
    const wrong = (column: string, message: string) => problems.push({ ...line.at, column, message });
    mustReachUnit(line.group, units, city, (message) => wrong('单位组代码', message));
    const group = units.get(line.group);
    if (group && group.kind !== 'group')
      wrong('单位组代码', `“${group.name}”的类型不是“${KIND_NAMES.group}”，不能有成员。`);
    for (const member of line.members) {
      const unit = units.get(member);
      if (!unit) wrong('成员单位代码', `没有代码为 ${member} 的单位。请核对。`);
      else if (unit.kind === 'group') wrong('成员单位代码', `“${unit.name}”本身是单位组，不能再作成员。`);
    }
  }
}

function stepsOf<Line extends object>(
  kind: Step['kind'],
  lines: readonly (Line & { at: At })[],
  current: readonly Line[],
  key: (line: Line) => string,
  count: ImportCounts['people'],
  name: (line: Line) => string,
): unknown[] {
  const known = new Map(current.map((line) => [key(line), line]));
  return lines.flatMap(({ at, ...rest }) => {
    const after = rest as unknown as Line;
    const before = known.get(key(after)) ?? null;
    if (isDeepStrictEqual(before, after)) {
      count.same += 1;
      return [];
    }
    count[before ? 'changed' : 'added'] += 1;
    return [{ at, kind, what: `${before ? '修改' : '新增'}${name(after)}`, before, after }];
  });
}
