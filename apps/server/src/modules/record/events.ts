/** What the keeping of the record itself leaves in the record. */
import { z } from 'zod';
import { eventType, personal } from './event-type.ts';

/** An event that this server saw committed is in the chain otherwise, or not at all. */
export const witnessAlarmed = eventType({
  name: 'record.alarm',
  label: '留痕与提交时不一致',
  subject: 'event',
  data: z.object({ digest: z.string().meta({ title: '摘要' }) }),
});

export const recordRead = eventType({
  name: 'record.read',
  label: '查阅留痕',
  subject: 'record',
  // Whoever's name was typed: that is nobody's own value.
  person: () => null,
  data: z.object({
    from: z.string().optional().meta({ title: '自' }),
    to: z.string().optional().meta({ title: '至' }),
    person: personal(z.string(), 'name').optional().meta({ title: '姓名中的字' }),
    personId: z.string().optional().meta({ title: '人员', names: 'person' }),
    operation: z.string().optional().meta({ title: '操作' }),
    subjectKind: z.string().optional().meta({ title: '对象类型' }),
    subjectId: z.string().optional().meta({ title: '对象' }),
    why: z.string().optional().meta({ title: '原因中的字' }),
    eventId: z.string().optional().meta({ title: '留痕' }),
  }),
});

const Checked = z.object({
  events: z.int().meta({ title: '留痕条数' }),
  faults: z.int().meta({ title: '发现的问题' }),
});

export const recordVerified = eventType({
  name: 'record.verify',
  label: '核对留痕',
  subject: 'record_check',
  data: Checked,
});

export const recordExported = eventType({
  name: 'record.export',
  label: '导出留痕',
  subject: 'record_check',
  data: z.object({ events: z.int().meta({ title: '留痕条数' }), sha256: z.string().meta({ title: '文件的 SHA-256' }) }),
});

export const recordTakenOut = eventType({
  name: 'record.take-out',
  label: '从服务器终端导出留痕',
  subject: 'record',
  data: z.object({ events: z.int().meta({ title: '留痕条数' }) }),
});

export const checkAsked = eventType({
  name: 'record.ask-check',
  label: '要求核对或导出留痕',
  subject: 'record_check',
  data: z.object({
    kind: z.enum(['verification', 'export']).meta({ title: '内容', words: { verification: '核对', export: '导出' } }),
  }),
});

export const exportTaken = eventType({
  name: 'record.download',
  label: '下载导出的留痕',
  subject: 'record_check',
  data: z.object({}),
});

export const checkpointAsked = eventType({
  name: 'record.checkpoint',
  label: '建立检查点',
  subject: 'record',
  data: z.object({}),
});

const Erasing = z.object({
  state: z
    .enum(['asked', 'done', 'refused'])
    .meta({ title: '状态', words: { asked: '待确认', done: '已注销', refused: '不同意' } }),
});
const erasing = (name: string, label: string) => eventType({ name, label, subject: 'person', data: Erasing });
export const erasureAsked = erasing('record.ask-erasure', '申请注销个人信息');
export const erasureRefused = erasing('record.refuse-erasure', '不同意注销个人信息');
export const personErased = erasing('record.erase', '注销个人信息');
