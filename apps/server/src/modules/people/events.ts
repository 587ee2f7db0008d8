/** What people and organisations leave in the record. */
import { z } from 'zod';
import { eventType, personal } from '../record/index.ts';
import { KIND_NAMES, OrganisationKind, ROLE_NAMES, Role } from './contract.ts';

const organisationId = (title: string) => z.string().nullable().meta({ title, names: 'organisation' });
const day = (title: string) => z.string().nullable().meta({ title });

/** What changed of an organisation, and from which day on; what stayed is left out. */
const OrganisationFacts = z
  .object({
    from: day('生效日期'),
    code: z.string().meta({ title: '单位代码' }),
    name: z.string().meta({ title: '名称' }),
    shortName: z.string().meta({ title: '简称' }),
    kind: OrganisationKind.meta({ title: '类型', words: KIND_NAMES }),
    order: z.int().meta({ title: '建制顺序' }),
    aliases: z.array(z.string()).meta({ title: '其他写法' }),
    function: z.string().meta({ title: '标准职能' }),
    duties: z.array(z.string()).meta({ title: '职责用词' }),
    regionCode: z.string().meta({ title: '地区' }),
    parentId: organisationId('上级单位'),
    endsOn: day('撤销日期'),
    successorIds: z.array(z.string()).meta({ title: '承接单位', names: 'organisation' }),
    memberIds: z.array(z.string()).meta({ title: '成员', names: 'organisation' }),
  })
  .partial();
export type OrganisationFacts = z.infer<typeof OrganisationFacts>;
const ofOrganisation = (name: string, label: string) =>
  eventType({ name, label, subject: 'organisation', data: OrganisationFacts });

export const organisationAdded = ofOrganisation('people.add-organisation', '新设单位');
export const organisationRenamed = ofOrganisation('people.rename-organisation', '更名');
export const organisationMoved = ofOrganisation('people.move-organisation', '调整隶属');
export const organisationDescribed = ofOrganisation('people.describe-organisation', '调整职责');
export const organisationOrdered = ofOrganisation('people.order-organisations', '调整建制顺序');
export const membersSet = ofOrganisation('people.set-members', '调整成员');
export const organisationEnded = ofOrganisation('people.end-organisation', '撤销');
export const organisationMerged = ofOrganisation('people.merge-organisations', '合并');
export const organisationSplit = ofOrganisation('people.split-organisation', '拆分');
export const organisationImported = ofOrganisation('people.import-organisation', '导入单位');

const Organ = z.object({
  name: z.string().meta({ title: '名称' }),
  regionCode: z.string().meta({ title: '地区' }),
  organisationId: organisationId('单位'),
  prefixes: z.record(z.string(), z.string()),
  endedOn: day('停用日期'),
});
const ofOrgan = (name: string, label: string) => eventType({ name, label, subject: 'issuing_organ', data: Organ });
export const organAdded = ofOrgan('people.add-organ', '设立发文机关');
export const organChanged = ofOrgan('people.change-organ', '修改发文机关');
export const organEnded = ofOrgan('people.end-organ', '停用发文机关');

const PersonFacts = z.object({
  name: personal(z.string().meta({ title: '姓名' }), 'name'),
  code: z.string().nullable().meta({ title: '人员编号' }),
  organisationId: organisationId('所在单位'),
  // Without a title, so that no history shows what is masked everywhere else.
  phone: personal(z.string().nullable(), 'phone'),
  email: personal(z.string().nullable(), 'email'),
});
const ofPerson = (name: string, label: string) => eventType({ name, label, subject: 'person', data: PersonFacts });
export const personAdded = ofPerson('people.add-person', '登记人员');
export const personChanged = ofPerson('people.change-person', '修改人员信息');
const PostFacts = z.object({
  personId: z.string().meta({ title: '人员', names: 'person' }),
  organisationId: organisationId('单位'),
  title: z.string().meta({ title: '职务' }),
  role: Role.meta({ title: '角色', words: ROLE_NAMES }),
  sponsor: z.boolean().meta({ title: '可作包联领导', words: { true: '是', false: '否' } }),
  position: z.int().meta({ title: '排序' }),
  validFrom: day('起始日期'),
  validTo: day('终止日期'),
  grant: z.string().meta({ title: '授权', words: { waiting: '待授权', granted: '已授权', withdrawn: '已收回' } }),
});
export type PostFacts = z.infer<typeof PostFacts>;
const ofPost = (name: string, label: string) =>
  eventType({ name, label, subject: 'post', data: PostFacts, person: (data) => data.personId });
export const postAdded = ofPost('people.add-post', '任职');
export const postChanged = ofPost('people.change-post', '修改岗位');
export const postEnded = ofPost('people.end-post', '免职');
export const postGranted = ofPost('people.grant-post', '授权');
export const postWithdrawn = ofPost('people.withdraw-post', '收回授权');

const DeputyFacts = z.object({
  postId: z.string(),
  holderId: z.string().meta({ title: '代谁', names: 'person' }),
  personId: z.string().meta({ title: '代理人', names: 'person' }),
  validFrom: day('起始日期'),
  validTo: day('终止日期'),
  reason: z.string().meta({ title: '事由' }),
  grant: PostFacts.shape.grant,
});
const ofDeputy = (name: string, label: string) =>
  eventType({ name, label, subject: 'deputy', data: DeputyFacts, person: (data) => data.personId });
export const deputySet = ofDeputy('people.set-deputy', '指定代理人');
export const deputyEnded = ofDeputy('people.end-deputy', '结束代理');
export const deputyGranted = ofDeputy('people.grant-deputy', '授权代理');
export const deputyWithdrawn = ofDeputy('people.withdraw-deputy', '收回代理授权');
