import { z } from 'zod';

/** A business date, YYYY-MM-DD. */
const BusinessDate = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, '日期须写成 2024-01-31');
const Code = z.string().trim().min(1, '代码不能为空');

/** `validTo` is the first day on which it no longer holds; null while it holds. */
const effective = { validFrom: BusinessDate, validTo: BusinessDate.nullable().default(null) };

/** city.json: which city this is, and where its facts come from. */
export const City = z.strictObject({
  /** GB/T 2260 code of the city, or a code of its own for a fictional one. Also the name of its folder. */
  code: Code,
  name: z.string().min(1),
  /** A fictional city for demonstration: every page says 演示. */
  demo: z.boolean(),
  level: z.enum(['province', 'prefecture', 'county']),
  parentName: z.string(),
  sources: z.array(z.string()).default([]),
});

/** regions.json: the city itself first, then the regions inside it, in official order. */
export const Region = z.strictObject({
  code: Code,
  name: z.string().min(1),
  /** As people say it: 乐都. */
  shortName: z.string().min(1),
  level: z.enum(['province', 'prefecture', 'county', 'township', 'zone']),
  parent: Code.nullable(),
  ...effective,
});

export const OrganisationKind = z.enum([
  'government',
  'party',
  'department',
  'county',
  'township',
  'park',
  'enterprise',
  'institution',
  'group',
  'other',
]);

/** organisations.json: in official order (建制顺序); the place in the file is the place in every list. */
export const Organisation = z.strictObject({
  code: Code,
  name: z.string().min(1),
  shortName: z.string().min(1),
  kind: OrganisationKind,
  /** Other ways it is written: 市发改委. The name and the short name need not be repeated. */
  aliases: z.array(z.string()).default([]),
  /** Id of the standard government function whose duty words it inherits (report-language, lexicon/functions); "" if none. */
  function: z.string().default(''),
  /** Duty words of its own, beyond those of its function. */
  duties: z.array(z.string()).default([]),
  region: Code.nullable().default(null),
  /** The organisation above it. */
  parent: Code.nullable().default(null),
  /** Members of a group such as 各县区; empty for a group whose members depend on the matter (有关单位). */
  members: z.array(Code).default([]),
  /** Initials and full pinyin, for search: "fgw fagaiwei". */
  pinyin: z.string().default(''),
  ...effective,
  /** Who took over its work when it ended. */
  successor: Code.nullable().default(null),
  /** What is not certain about this entry, for the reader of the pack. */
  note: z.string().default(''),
});

/** organs.json: the governments and offices in whose name something is issued and numbered. */
export const IssuingOrgan = z.strictObject({
  name: z.string().min(1),
  region: Code,
  organisation: Code.nullable().default(null),
  /** 发文字号 prefix by document kind: {"breakdown": "海政办", "supervision": "海政督"}. */
  prefixes: z.record(z.string(), z.string()),
});

const Role = z.enum([
  'supervision',
  'reporter',
  'approver',
  'county_office',
  'leader',
  'project_office',
  'statistics',
  'duty_officer',
  'viewer',
  'system_administrator',
  'security_administrator',
  'audit_administrator',
]);

/** people.json: only for a demonstration city. Real people are entered by the city itself, never shipped. */
export const Person = z.strictObject({
  id: Code,
  name: z.string().min(1),
  posts: z.array(
    z.strictObject({
      organisation: Code,
      title: z.string().min(1),
      role: Role,
      /** Can stand behind an item (分管领导 / 包联领导). */
      sponsor: z.boolean().default(false),
      ...effective,
      /** Who stands in for the holder (AB 角). */
      deputies: z.array(z.strictObject({ person: Code, reason: z.string().min(1), ...effective })).default([]),
    }),
  ),
  account: z
    .strictObject({ name: z.string().min(1), password: z.string().min(8) })
    .nullable()
    .default(null),
});

export const CityPack = z
  .strictObject({
    city: City,
    regions: z.array(Region).min(1),
    organisations: z.array(Organisation),
    organs: z.array(IssuingOrgan),
    people: z.array(Person),
  })
  .superRefine((pack, ctx) => {
    const fail = (path: (string | number)[], message: string) => ctx.addIssue({ code: 'custom', path, message });
    const unique = (list: string, codes: string[]) => {
      const seen = new Set<string>();
      codes.forEach((code, i) => {
        if (seen.has(code)) fail([list, i], `代码 ${code} 出现了两次`);
        seen.add(code);
      });
      return seen;
    };
    const regions = unique(
      'regions',
      pack.regions.map((r) => r.code),
    );
    const organisations = unique(
      'organisations',
      pack.organisations.map((o) => o.code),
    );
    const people = unique(
      'people',
      pack.people.map((p) => p.id),
    );
    const known = (path: (string | number)[], code: string | null, all: Set<string>, what: string) => {
      if (code !== null && !all.has(code)) fail(path, `没有代码为 ${code} 的${what}`);
    };
    if (!regions.has(pack.city.code)) fail(['regions'], `regions.json 里缺少本市 ${pack.city.code}`);
    pack.regions.forEach((r, i) => {
      known(['regions', i, 'parent'], r.parent, regions, '地区');
    });
    pack.organisations.forEach((o, i) => {
      known(['organisations', i, 'region'], o.region, regions, '地区');
      known(['organisations', i, 'parent'], o.parent, organisations, '单位');
      known(['organisations', i, 'successor'], o.successor, organisations, '单位');
      for (const m of o.members) known(['organisations', i, 'members'], m, organisations, '单位');
      if (o.members.length > 0 && o.kind !== 'group')
        fail(['organisations', i, 'members'], `${o.name} 不是单位组，不能有成员`);
      if (o.validTo !== null && o.validTo <= o.validFrom)
        fail(['organisations', i, 'validTo'], `${o.name} 的止期不晚于起期`);
      if (o.successor !== null && o.validTo === null)
        fail(['organisations', i, 'successor'], `${o.name} 有承接单位却没有止期`);
    });
    pack.organs.forEach((o, i) => {
      known(['organs', i, 'region'], o.region, regions, '地区');
      known(['organs', i, 'organisation'], o.organisation, organisations, '单位');
    });
    pack.people.forEach((p, i) => {
      for (const post of p.posts) {
        known(['people', i, 'posts'], post.organisation, organisations, '单位');
        for (const deputy of post.deputies) known(['people', i, 'posts'], deputy.person, people, '人员');
      }
    });
    if (pack.people.length > 0 && !pack.city.demo) fail(['people'], '真实城市的数据包不得带人员：人员由本市自行录入');
  });

export type City = z.infer<typeof City>;
export type Region = z.infer<typeof Region>;
export type OrganisationKind = z.infer<typeof OrganisationKind>;
export type Organisation = z.infer<typeof Organisation>;
export type IssuingOrgan = z.infer<typeof IssuingOrgan>;
export type Person = z.infer<typeof Person>;
export type CityPack = z.infer<typeof CityPack>;
