import { z } from 'zod';
import { Uuid } from '../../contract.ts';

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

export const Organisation = z.object({
  id: Uuid,
  code: z.string(),
  name: z.string(),
  shortName: z.string(),
  kind: z.enum([
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
  ]),
  /** Place in the official order (建制顺序); lists are already sorted by it. */
  order: z.int(),
  /** Initials and full pinyin, for search: "fgw fagaiwei". */
  pinyin: z.string(),
});
export type Organisation = z.infer<typeof Organisation>;
export const Organisations = z.object({ organisations: z.array(Organisation) });

export const IssuingOrgan = z.object({ id: Uuid, name: z.string(), regionCode: z.string() });
export const IssuingOrgans = z.object({ organs: z.array(IssuingOrgan) });

/** Leaders who can stand behind an item (分管领导 / 包联领导). */
export const Sponsor = z.object({ id: Uuid, name: z.string(), title: z.string() });
export type Sponsor = z.infer<typeof Sponsor>;
export const Sponsors = z.object({ sponsors: z.array(Sponsor) });

/*
 GET    /api/organisations    -> Organisations, in official order
 GET    /api/organs           -> IssuingOrgans
 GET    /api/sponsors         -> Sponsors
*/
