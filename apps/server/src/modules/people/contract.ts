import { z } from 'zod';
import { BusinessDate, Uuid } from '../../contract.ts';

/** What a post lets its holder do. */
export const Role = z.enum([
  /** 督查室 */
  'supervision',
  /** 填报员 */
  'reporter',
  /** 单位审核人 */
  'approver',
  /** 县区政府办 */
  'county_office',
  /** 分管 / 包联领导 */
  'leader',
  /** 项目办（发改） */
  'project_office',
  /** 统计 */
  'statistics',
  /** 值班员 */
  'duty_officer',
  /** 只读 */
  'viewer',
  // The three administrators, who exclude one another and every other role.
  /** 系统管理员 */
  'system_administrator',
  /** 安全管理员 */
  'security_administrator',
  /** 审计管理员 */
  'audit_administrator',
]);
export type Role = z.infer<typeof Role>;

export const ADMINISTRATORS = [
  'system_administrator',
  'security_administrator',
  'audit_administrator',
] as const satisfies readonly Role[];
export const BUSINESS_ROLES: readonly Role[] = Role.options.filter(
  (role) => !ADMINISTRATORS.some((one) => one === role),
);

/** The roles in the words of the office. */
export const ROLE_NAMES: Readonly<Record<Role, string>> = {
  supervision: '督查室',
  reporter: '填报员',
  approver: '单位审核人',
  county_office: '县区政府办',
  leader: '分管/包联领导',
  project_office: '项目办',
  statistics: '统计',
  duty_officer: '值班员',
  viewer: '只读',
  system_administrator: '系统管理员',
  security_administrator: '安全管理员',
  audit_administrator: '审计管理员',
};

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
export type OrganisationKind = z.infer<typeof OrganisationKind>;
export const KIND_NAMES: Readonly<Record<OrganisationKind, string>> = {
  government: '政府',
  party: '党委部门',
  department: '政府部门',
  county: '县区',
  township: '乡镇街道',
  park: '园区',
  enterprise: '企业',
  institution: '事业单位和其他机构',
  group: '单位组',
  other: '其他',
};

export const Organisation = z.object({
  id: Uuid,
  code: z.string(),
  name: z.string(),
  shortName: z.string(),
  kind: OrganisationKind,
  /** Place in the official order (建制顺序); lists are already sorted by it. */
  order: z.int(),
  /** The one above it on that day. */
  parentId: Uuid.nullable(),
  regionCode: z.string(),
  /** What `namePattern` looks in: every name, character by character with its reading. */
  pinyin: z.string(),
  /** The first day on which it is no more, if that is known. */
  endsOn: BusinessDate.nullable(),
});
export type Organisation = z.infer<typeof Organisation>;
export const Organisations = z.object({ organisations: z.array(Organisation) });

/** On a day (today unless told), by words or pinyin. */
export const OrganisationFilter = z.object({
  on: BusinessDate.optional(),
  q: z.string().trim().max(40, '最多 40 个字').optional(),
});

const Why = z.string().trim().min(1, '请写明理由或依据').max(200, '最多 200 个字').meta({ title: '理由' });
const On = BusinessDate.meta({ title: '生效日期' });
const Name = z.string().trim().min(1, '请填写名称').max(60, '最多 60 个字').meta({ title: '名称' });
const ShortName = z.string().trim().min(1, '请填写简称').max(30, '最多 30 个字').meta({ title: '简称' });
const Words = z.array(z.string().trim().min(1).max(40, '每个最多 40 个字')).max(100, '最多 100 个');
const Version = z.coerce.number().int();
const Title = z.string().trim().min(1, '请填写职务').max(40, '最多 40 个字').meta({ title: '职务' });

const Named = z.object({ id: Uuid, name: z.string() });
/** What every change of one thing says: what its reader saw, from which day it holds, and why. */
const change = { rowVersion: Version, on: On, why: Why };
const period = { validFrom: BusinessDate, validTo: BusinessDate.nullable() };

/** How an organisation was from a day on. */
export const OrganisationStateView = z.object({
  validFrom: BusinessDate,
  name: z.string(),
  shortName: z.string(),
  kind: OrganisationKind,
  parent: Named.nullable(),
  region: z.object({ code: z.string(), name: z.string() }),
  aliases: z.array(z.string()),
  function: z.string(),
  duties: z.array(z.string()),
});

/** `state` is how it is on the day asked for; `states` is its whole history, the newest first, future ones included. */
export const OrganisationDetail = z.object({
  id: Uuid,
  code: z.string(),
  on: BusinessDate,
  rowVersion: z.int(),
  validFrom: BusinessDate,
  validTo: BusinessDate.nullable(),
  /** Null where it did not exist on that day. */
  state: OrganisationStateView.nullable(),
  states: z.array(OrganisationStateView),
  successors: z.array(Named),
  predecessors: z.array(Named),
  /** Directly below it on that day, in official order. */
  children: z.array(Named),
  members: z.array(Named),
  groups: z.array(Named),
  organs: z.array(Named),
  /** The reader's permissions reach this organisation, so that the page offers what `Me.may` names. */
  within: z.boolean(),
});
export type OrganisationDetail = z.infer<typeof OrganisationDetail>;

export const NewOrganisation = z.object({
  code: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,29}$/, '代码由字母、数字和连字符组成，最多 30 个')
    .meta({ title: '单位代码' }),
  name: Name,
  shortName: ShortName,
  kind: OrganisationKind.meta({ title: '类型' }),
  parentId: Uuid.nullable(),
  /** That of the one above it unless told. */
  regionCode: z.string().optional(),
  /** It comes right after this one in official order; at the end unless told. */
  afterId: Uuid.optional(),
  aliases: Words.default([]),
  function: z.string().default(''),
  duties: Words.default([]),
  on: On,
  why: Why,
});
export const OrganisationRename = z.object({ ...change, name: Name, shortName: ShortName });
export const OrganisationMove = z.object({ ...change, parentId: Uuid.nullable(), regionCode: z.string().optional() });
export const OrganisationDuties = z.object({ ...change, aliases: Words, function: z.string(), duties: Words });
/** These, in this order, in the places that they hold between them. */
export const OrganisationOrder = z.object({ on: On, organisationIds: z.array(Uuid).min(2).max(500), why: Why });
export const GroupMembers = z.object({ ...change, memberIds: z.array(Uuid).max(500) });
/** What becomes of posts that would outlive the organisation: refused, ended with it, or (merge) gone on with in the successor. */
export const OpenPosts = z.enum(['refuse', 'end', 'move']);
export const OrganisationEnd = z.object({ ...change, posts: OpenPosts.exclude(['move']).default('refuse') });
export const OrganisationMerge = z.object({
  on: On,
  organisationIds: z.array(Uuid).min(1).max(50),
  successorId: Uuid,
  posts: OpenPosts.default('refuse'),
  why: Why,
});
/** It ends; several others, which exist from that day, take over. */
export const OrganisationSplit = z.object({
  ...change,
  successorIds: z.array(Uuid).min(2, '拆分后至少有两个单位').max(20),
  posts: OpenPosts.exclude(['move']).default('refuse'),
});

export const IssuingOrgan = z.object({
  id: Uuid,
  name: z.string(),
  regionCode: z.string(),
  organisation: Named.nullable(),
  /** 发文字号代字 by document kind. */
  prefixes: z.record(z.string(), z.string()),
  endedOn: BusinessDate.nullable(),
  rowVersion: z.int(),
});
export type IssuingOrgan = z.infer<typeof IssuingOrgan>;
export const IssuingOrgans = z.object({ organs: z.array(IssuingOrgan) });
const Prefixes = z
  .record(
    z.string().regex(/^[a-z_]{1,30}$/, '文种代号由小写字母组成'),
    z.string().trim().min(1).max(20, '最多 20 个字'),
  )
  .meta({ title: '发文字号代字' });
export const NewOrgan = z.object({
  name: Name,
  regionCode: z.string(),
  organisationId: Uuid.nullable(),
  prefixes: Prefixes,
  why: Why,
});
export const OrganChange = NewOrgan.omit({ regionCode: true }).extend({ rowVersion: Version });
export const OrganEnd = z.object(change);

/** Leaders who can stand behind an item (分管领导 / 包联领导). */
export const Sponsor = z.object({ id: Uuid, name: z.string(), title: z.string() });
export type Sponsor = z.infer<typeof Sponsor>;
export const Sponsors = z.object({ sponsors: z.array(Sponsor) });

/** Whether a role gives permission: the security administrator has granted it, is still to, or has taken it back. */
export const GrantState = z.enum(['waiting', 'granted', 'withdrawn']);
export const Deputy = z.object({
  id: Uuid,
  person: Named,
  ...period,
  reason: z.string(),
  grant: GrantState,
  rowVersion: z.int(),
});
export const Post = z.object({
  id: Uuid,
  organisation: Named,
  title: z.string(),
  role: Role,
  sponsor: z.boolean(),
  position: z.int(),
  ...period,
  /** Held today. */
  holds: z.boolean(),
  grant: GrantState,
  deputies: z.array(Deputy),
  rowVersion: z.int(),
});
export type Post = z.infer<typeof Post>;

export const PersonRow = z.object({
  id: Uuid,
  name: z.string(),
  code: z.string().nullable(),
  posts: z.array(z.object({ id: Uuid, organisation: Named, title: z.string(), role: Role, grant: GrantState })),
});
export const PersonFilter = z.object({
  q: z.string().trim().max(40, '最多 40 个字').optional(),
  organisationId: Uuid.optional(),
  role: Role.optional(),
  /** current: holds a post today; former: held one; none: has none yet. */
  state: z.enum(['current', 'former', 'none']).optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const PersonRows = z.object({ people: z.array(PersonRow), total: z.int(), nextCursor: z.string().nullable() });

/** Telephone and mail are masked (138****5678); showing them is an operation of its own, and recorded. */
export const PersonDetail = z.object({
  id: Uuid,
  name: z.string(),
  code: z.string().nullable(),
  /** Whose staff they are; their posts may be elsewhere. */
  organisation: Named.nullable(),
  phone: z.string(),
  email: z.string(),
  posts: z.array(Post),
  /** Posts of others with which they act as deputy, now or later. */
  actsFor: z.array(
    z.object({ id: Uuid, person: Named, organisation: Named, title: z.string(), ...period, grant: GrantState }),
  ),
  rowVersion: z.int(),
});
export type PersonDetail = z.infer<typeof PersonDetail>;
export const Contact = z.object({ phone: z.string().nullable(), email: z.string().nullable() });

const personFields = {
  name: z.string().trim().min(1, '请填写姓名').max(40, '最多 40 个字').meta({ title: '姓名' }),
  code: z.string().trim().max(30).meta({ title: '人员编号' }),
  phone: z
    .string()
    .trim()
    .regex(/^(1\d{10}|0\d{2,3}-?\d{7,8})?$/, '请填 11 位手机号，或带区号的座机号')
    .meta({ title: '电话' }),
  email: z.union([z.literal(''), z.email('邮箱地址写法不对')]).meta({ title: '邮箱' }),
};
export const NewPerson = z.object({
  ...personFields,
  organisationId: Uuid.meta({ title: '所在单位' }),
  code: personFields.code.default(''),
  phone: personFields.phone.default(''),
  email: personFields.email.default(''),
  why: Why,
});
/** What is left out stays. */
export const PersonChange = z
  .object({ rowVersion: Version, why: Why })
  .extend(z.object({ ...personFields, organisationId: Uuid }).partial().shape);

const postFields = {
  organisationId: Uuid,
  title: Title,
  role: Role,
  sponsor: z.boolean(),
  position: z.int().min(0).max(1_000_000).meta({ title: '排序' }),
  validFrom: BusinessDate.meta({ title: '任职起始日期' }),
  validTo: BusinessDate.nullable().meta({ title: '任职终止日期' }),
};
export const NewPost = z.object({
  ...postFields,
  sponsor: postFields.sponsor.default(false),
  position: postFields.position.default(0),
  validTo: postFields.validTo.default(null),
  why: Why,
});
/** What is left out stays. Another role, or a longer time, waits for the security administrator again. */
export const PostChange = z
  .object({ rowVersion: Version, why: Why })
  .extend(z.object(postFields).omit({ organisationId: true }).partial().shape);
export const PostEnd = z.object(change);

export const NewDeputy = z.object({ personId: Uuid, ...period, why: Why });
export const DeputyEnd = z.object(change);

/** What waits for the security administrator, or has been granted: the first 500 of `total`, the oldest first. */
export const GrantFilter = z.object({ state: GrantState.default('waiting') });
export const GrantRow = z.object({
  /** A post's own role, or that of a post with which a deputy acts. */
  kind: z.enum(['post', 'deputy']),
  id: Uuid,
  person: Named,
  deputyFor: Named.nullable(),
  organisation: Named,
  title: z.string(),
  role: Role,
  ...period,
  grant: GrantState,
  /** Other posts that the person holds on a day of this one, so that it is judged with what they may do already. */
  others: z.array(z.object({ organisation: z.string(), title: z.string(), role: Role })),
});
export type GrantRow = z.infer<typeof GrantRow>;
export const GrantRows = z.object({ grants: z.array(GrantRow), total: z.int() });
const granted = { postIds: z.array(Uuid).max(500).default([]), deputyIds: z.array(Uuid).max(500).default([]) };
export const GrantRequest = z.object({ ...granted, why: z.string().trim().max(200).default('') });
export const WithdrawRequest = z.object({ ...granted, why: Why });
export const Granted = z.object({ changed: z.int() });

/*
 GET    /api/organisations                       OrganisationFilter -> Organisations, in official order
 POST   /api/organisations                       NewOrganisation -> OrganisationDetail
 GET    /api/organisations/:organisationId       ?on -> OrganisationDetail
 POST   /api/organisations/:organisationId/rename | move | duties | members | end | split   OrganisationRename … -> OrganisationDetail
 GET    /api/organisations/:organisationId/history   -> History of the record
 POST   /api/organisation-merges                 OrganisationMerge -> OrganisationDetail of the successor
 POST   /api/organisation-orders                 OrganisationOrder -> Organisations on that day
 GET    /api/organs                              -> IssuingOrgans, those that still issue first
 POST   /api/organs                              NewOrgan -> IssuingOrgan
 PATCH  /api/organs/:organId                     OrganChange -> IssuingOrgan
 POST   /api/organs/:organId/end                 OrganEnd -> IssuingOrgan
 GET    /api/sponsors                            -> Sponsors
 GET    /api/people                              PersonFilter -> PersonRows
 POST   /api/people                              NewPerson -> PersonDetail
 GET    /api/people/:personId                    -> PersonDetail
 PATCH  /api/people/:personId                    PersonChange -> PersonDetail
 GET    /api/people/:personId/history            -> History of the record, for the administrators
 POST   /api/people/:personId/contact            -> Contact, unmasked; recorded
 POST   /api/people/:personId/posts              NewPost -> PersonDetail
 PATCH  /api/posts/:postId                       PostChange -> PersonDetail
 POST   /api/posts/:postId/end                   PostEnd -> PersonDetail
 POST   /api/posts/:postId/deputies              NewDeputy -> PersonDetail of the post's holder
 POST   /api/deputies/:deputyId/end              DeputyEnd -> PersonDetail of the post's holder
 GET    /api/grants                              GrantFilter -> GrantRows
 POST   /api/grants                              GrantRequest -> Granted
 POST   /api/grants/withdraw                     WithdrawRequest -> Granted

 Error codes: ORGANISATION_CYCLE ORGANISATION_ENDED ORGANISATION_IN_USE CODE_TAKEN ADMINISTRATORS_APART DEPUTY_OVERLAP
*/
