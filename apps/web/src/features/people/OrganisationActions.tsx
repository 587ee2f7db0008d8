import { OrganisationDetail } from '@luoshi/server/modules/people/contract';
import { Button, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { useChange } from './api.ts';
import { EditDialog, TextField } from './EditDialog.tsx';
import { OrganisationSelect } from './OrganisationSelect.tsx';
import { wordsOf } from './words.ts';

type Action = 'rename' | 'move' | 'duties' | 'members' | 'merge' | 'split' | 'end';
const NAMES: Record<Action, string> = {
  rename: '更名',
  move: '调整隶属',
  duties: '职责',
  members: '成员',
  merge: '并入其他单位',
  split: '拆分',
  end: '撤销',
};
const POSTS = [
  { value: 'refuse', label: '先不动：还有在任岗位就不办' },
  { value: 'end', label: '一并免去' },
];

type Values = Record<string, string | string[] | undefined>;

/** What can be done about an organisation, each from a day on and with a reason. */
export function OrganisationActions({ organisation }: { organisation: OrganisationDetail }) {
  const [open, setOpen] = useState<Action | null>(null);
  const change = useChange(OrganisationDetail);
  const state = organisation.state ?? organisation.states[0];
  if (!state || organisation.validTo) return null;
  const close = () => {
    change.reset();
    setOpen(null);
  };
  const actions = (Object.keys(NAMES) as Action[]).filter((one) => one !== 'members' || state.kind === 'group');
  const submit = (values: Values) => {
    const { id, rowVersion } = organisation;
    const request =
      open === 'merge'
        ? { path: '/api/organisation-merges', body: { ...values, organisationIds: [id] } }
        : { path: `/api/organisations/${id}/${open}`, body: { rowVersion, ...bodyOf(open, values) } };
    change.mutate(request, { onSuccess: close });
  };
  return (
    <>
      {actions.map((action) => (
        <Button key={action} danger={action === 'end'} onClick={() => setOpen(action)}>
          {NAMES[action]}
        </Button>
      ))}
      {open && (
        <EditDialog<Values>
          key={open}
          title={`${state.shortName}：${NAMES[open]}`}
          submit="确定"
          dated="生效日期"
          danger={open === 'end'}
          busy={change.isPending}
          error={change.error}
          initial={initialOf(open, state, organisation)}
          onClose={close}
          onSubmit={submit}
        >
          <Fields action={open} self={organisation.id} />
        </EditDialog>
      )}
    </>
  );
}

function initialOf(
  action: Action,
  state: NonNullable<OrganisationDetail['state']>,
  organisation: OrganisationDetail,
): Values {
  if (action === 'rename') return { name: state.name, shortName: state.shortName };
  if (action === 'move') return { parentId: state.parent?.id };
  if (action === 'duties')
    return { aliases: state.aliases.join('、'), function: state.function, duties: state.duties.join('、') };
  if (action === 'members') return { memberIds: organisation.members.map((one) => one.id) };
  return { posts: 'refuse' };
}

function bodyOf(action: Action | null, values: Values): object {
  if (action === 'move') return { ...values, parentId: values.parentId ?? null };
  if (action !== 'duties') return values;
  const { aliases = '', duties = '', function: fn = '', ...rest } = values;
  return { ...rest, function: fn, aliases: wordsOf(String(aliases)), duties: wordsOf(String(duties)) };
}

function Fields({ action, self }: { action: Action; self: string }) {
  const posts = (
    <Form.Item name="posts" label="在任岗位">
      <Select options={action === 'merge' ? [...POSTS, { value: 'move', label: '转到承接单位，重新授权' }] : POSTS} />
    </Form.Item>
  );
  if (action === 'rename')
    return (
      <>
        <TextField name="name" label="新名称" most={60} />
        <TextField name="shortName" label="新简称" most={30} />
      </>
    );
  if (action === 'move')
    return (
      <Form.Item name="parentId" label="上级单位" extra="清空就是没有上级。">
        <OrganisationSelect allowClear exclude={[self]} />
      </Form.Item>
    );
  if (action === 'duties')
    return (
      <>
        <Form.Item name="aliases" label="其他写法" extra="报告里还会怎样写它，用顿号分开。">
          <Input.TextArea rows={2} />
        </Form.Item>
        <TextField name="function" label="标准职能" most={60} optional />
        <Form.Item name="duties" label="职责用词" extra="标准职能之外，凭哪些词认出是它的事，用顿号分开。">
          <Input.TextArea rows={3} />
        </Form.Item>
      </>
    );
  if (action === 'members')
    return (
      <Form.Item name="memberIds" label="成员（按次序）">
        <OrganisationSelect mode="multiple" exclude={[self]} />
      </Form.Item>
    );
  if (action === 'merge')
    return (
      <>
        <Form.Item name="successorId" label="承接单位" rules={[{ required: true, message: '请选择承接单位' }]}>
          <OrganisationSelect exclude={[self]} />
        </Form.Item>
        {posts}
      </>
    );
  if (action === 'split')
    return (
      <>
        <Form.Item
          name="successorIds"
          label="拆分成哪些单位"
          extra="先新设好这些单位，再来拆分。"
          rules={[{ required: true, message: '请选择至少两个单位' }]}
        >
          <OrganisationSelect mode="multiple" exclude={[self]} />
        </Form.Item>
        {posts}
      </>
    );
  return posts;
}
