import { PersonDetail, type Post, ROLE_NAMES } from '@luoshi/server/modules/people/contract';
import { Button, Checkbox, Form, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { businessDate } from '../../shared/format/dates.ts';
import rows from '../../shared/ui/rows.module.css';
import { Section } from '../../shared/ui/Section.tsx';
import { Tag } from '../../shared/ui/Tag.tsx';
import { useMay, useSession } from '../accounts/session.ts';
import { useChange } from './api.ts';
import { DayField, EditDialog, TextField } from './EditDialog.tsx';
import { OrganisationSelect } from './OrganisationSelect.tsx';
import { PersonSelect } from './PersonSelect.tsx';
import { GRANTS, period } from './words.ts';

type Open =
  | { what: 'add' }
  | { what: 'change' | 'end' | 'deputy'; post: Post }
  | { what: 'end-deputy'; post: Post; deputy: Post['deputies'][number] };

/** Posts of a person with who stands in for them, and what can be done about each. */
export function PersonPosts({ person }: { person: PersonDetail }) {
  const edits = useMay('people.edit-people');
  const lends = useMay('people.set-deputy');
  const me = useSession().data;
  const [open, setOpen] = useState<Open | null>(null);
  // Whoever may lend a post of others is told by the server whether this one is theirs.
  const own =
    me?.person.id === person.id ||
    (me?.posts.some((post) => ['approver', 'system_administrator'].includes(post.role)) ?? false);
  const today = businessDate(new Date());
  const over = (post: Post) => post.validTo !== null && post.validTo <= today;
  return (
    <Section
      title="岗位"
      note="角色经安全管理员授权后才生效。"
      actions={edits && <Button onClick={() => setOpen({ what: 'add' })}>增加岗位</Button>}
    >
      {person.posts.length === 0 && <p>还没有岗位。</p>}
      {person.posts.length > 0 && (
        <table className={rows.table}>
          <thead>
            <tr>
              <th scope="col">单位和职务</th>
              <th scope="col">角色</th>
              <th scope="col">任期</th>
              <th scope="col">代理人</th>
              <th scope="col">
                <span className="visually-hidden">办理</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {person.posts.map((post) => (
              <tr key={post.id}>
                <th scope="row">
                  <Link to={`/organisations/${post.organisation.id}`}>{post.organisation.name}</Link> {post.title}
                </th>
                <td data-name="角色">
                  {ROLE_NAMES[post.role]} <Tag tone={GRANTS[post.grant].tone}>{GRANTS[post.grant].label}</Tag>{' '}
                  {post.sponsor && <Tag>可作包联领导</Tag>}
                </td>
                <td data-name="任期">{period(post)}</td>
                <td data-name="代理">
                  {post.deputies.map((deputy) => (
                    <div key={deputy.id}>
                      <Link to={`/people/${deputy.person.id}`}>{deputy.person.name}</Link> {period(deputy)}
                      <span className={rows.aside}>
                        {deputy.reason}
                        {deputy.grant !== 'granted' && `，${GRANTS[deputy.grant].label}`}
                      </span>
                      {lends && own && (deputy.validTo === null || deputy.validTo > today) && (
                        <Button size="small" type="link" onClick={() => setOpen({ what: 'end-deputy', post, deputy })}>
                          结束代理
                        </Button>
                      )}
                    </div>
                  ))}
                </td>
                <td className={rows.actions}>
                  {lends && own && !over(post) && (
                    <Button size="small" type="link" onClick={() => setOpen({ what: 'deputy', post })}>
                      指定代理
                    </Button>
                  )}
                  {edits && (
                    <Button size="small" type="link" onClick={() => setOpen({ what: 'change', post })}>
                      修改
                    </Button>
                  )}
                  {edits && !over(post) && (
                    <Button size="small" type="link" onClick={() => setOpen({ what: 'end', post })}>
                      免去
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {open && <PostDialog person={person} open={open} onClose={() => setOpen(null)} />}
    </Section>
  );
}

interface Values {
  organisationId: string;
  title: string;
  role: string;
  sponsor: boolean;
  position: number;
  personId: string;
  validFrom: string;
  validTo?: string;
  on: string;
  why: string;
}
const TITLES = { add: '增加岗位', change: '修改岗位', end: '免去岗位', deputy: '指定代理人', 'end-deputy': '结束代理' };

function PostDialog({ person, open, onClose }: { person: PersonDetail; open: Open; onClose: () => void }) {
  const change = useChange(PersonDetail);
  const submit = (values: Values) => change.mutate(requestOf(person, open, values), { onSuccess: onClose });
  const ends = open.what === 'end' || open.what === 'end-deputy';
  return (
    <EditDialog<Values>
      title={TITLES[open.what]}
      submit="确定"
      danger={ends}
      {...(ends ? { dated: '从哪一天起不再担任' } : {})}
      busy={change.isPending}
      error={change.error}
      initial={initialOf(person, open)}
      onClose={onClose}
      onSubmit={submit}
    >
      {open.what === 'add' && (
        <Form.Item name="organisationId" label="单位" rules={[{ required: true, message: '请选择单位' }]}>
          <OrganisationSelect />
        </Form.Item>
      )}
      {(open.what === 'add' || open.what === 'change') && (
        <>
          <TextField name="title" label="职务" most={40} />
          <Form.Item
            name="role"
            label="角色"
            rules={[{ required: true, message: '请选择角色' }]}
            extra="改角色、延长任期后要重新授权。"
          >
            <Select options={Object.entries(ROLE_NAMES).map(([value, label]) => ({ value, label }))} />
          </Form.Item>
          <Form.Item name="sponsor" valuePropName="checked">
            <Checkbox>可作包联（分管）领导</Checkbox>
          </Form.Item>
          <Form.Item name="position" label="排序">
            <InputNumber min={0} max={1_000_000} precision={0} />
          </Form.Item>
        </>
      )}
      {open.what === 'deputy' && (
        <Form.Item name="personId" label="代理人" rules={[{ required: true, message: '请选择代理人' }]}>
          <PersonSelect />
        </Form.Item>
      )}
      {!ends && <DayField name="validFrom" label="起始日期" />}
      {!ends && <DayField name="validTo" label="终止日期" optional extra="这一天起不再担任；不填就是没有期限。" />}
    </EditDialog>
  );
}

function initialOf(person: PersonDetail, open: Open): Partial<Values> {
  const today = businessDate(new Date());
  if (open.what === 'add')
    return {
      validFrom: today,
      sponsor: false,
      position: 0,
      ...(person.organisation ? { organisationId: person.organisation.id } : {}),
    };
  if (open.what === 'deputy') return { validFrom: today };
  if (open.what !== 'change') return {};
  const { title, role, sponsor, position, validFrom, validTo } = open.post;
  return { title, role, sponsor, position, validFrom, ...(validTo ? { validTo } : {}) };
}

function requestOf(person: PersonDetail, open: Open, { validTo, ...values }: Values) {
  const body = { ...values, validTo: validTo || null };
  switch (open.what) {
    case 'add':
      return { path: `/api/people/${person.id}/posts`, body };
    case 'change':
      return {
        method: 'PATCH' as const,
        path: `/api/posts/${open.post.id}`,
        body: { rowVersion: open.post.rowVersion, ...body },
      };
    case 'deputy':
      return { path: `/api/posts/${open.post.id}/deputies`, body };
    case 'end':
      return { path: `/api/posts/${open.post.id}/end`, body: { rowVersion: open.post.rowVersion, ...values } };
    case 'end-deputy':
      return { path: `/api/deputies/${open.deputy.id}/end`, body: { rowVersion: open.deputy.rowVersion, ...values } };
  }
}
