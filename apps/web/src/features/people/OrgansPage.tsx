import { IssuingOrgan, type IssuingOrgan as Organ } from '@luoshi/server/modules/people/contract';
import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { ErrorState } from '../../shared/ui/ErrorState.tsx';
import { LoadingState } from '../../shared/ui/LoadingState.tsx';
import { Page } from '../../shared/ui/Page.tsx';
import { PageHeader } from '../../shared/ui/PageHeader.tsx';
import rows from '../../shared/ui/rows.module.css';
import { useDocumentTitle } from '../../shared/ui/use-document-title.ts';
import { useMay } from '../accounts/session.ts';
import { useChange } from './api.ts';
import { useOrganisations, useOrgans } from './directory.ts';
import { EditDialog, TextField } from './EditDialog.tsx';
import { OrganisationSelect } from './OrganisationSelect.tsx';

const KINDS = { breakdown: '任务分工', supervision: '督办单', bulletin: '通报' } as const;
type Open = { what: 'add' } | { what: 'change' | 'end'; organ: Organ };

/** In whose name things are issued and numbered: the city, and counties inside it. */
export function OrgansPage() {
  useDocumentTitle('发文机关');
  const organs = useOrgans();
  const edits = useMay('people.edit-organs');
  const [open, setOpen] = useState<Open | null>(null);
  return (
    <Page wide>
      <PageHeader
        title="发文机关"
        trail={[{ to: '/organisations', label: '单位' }]}
        note="文号由发文机关、文种和年份分别编排。改代字只影响以后的文号。"
        actions={
          edits && (
            <Button type="primary" onClick={() => setOpen({ what: 'add' })}>
              设立发文机关
            </Button>
          )
        }
      />
      {organs.isPending && <LoadingState lines={6} />}
      {organs.isError && <ErrorState error={organs.error} onRetry={() => organs.refetch()} />}
      {organs.data && (
        <table className={rows.table}>
          <thead>
            <tr>
              <th scope="col">名称</th>
              <th scope="col">承办单位</th>
              <th scope="col">发文字号代字</th>
              <th scope="col">状态</th>
              <th scope="col">
                <span className="visually-hidden">办理</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {organs.data.map((organ) => (
              <tr key={organ.id}>
                <th scope="row">{organ.name}</th>
                <td data-name="承办单位">{organ.organisation?.name}</td>
                <td data-name="代字">
                  {Object.entries(organ.prefixes)
                    .map(([kind, prefix]) => `${KINDS[kind as keyof typeof KINDS] ?? kind} ${prefix}`)
                    .join('；')}
                </td>
                <td data-name="状态">{organ.endedOn ? `${organ.endedOn} 起停用` : '使用中'}</td>
                <td className={rows.actions}>
                  {edits && !organ.endedOn && (
                    <>
                      <Button size="small" type="link" onClick={() => setOpen({ what: 'change', organ })}>
                        修改
                      </Button>
                      <Button size="small" type="link" onClick={() => setOpen({ what: 'end', organ })}>
                        停用
                      </Button>
                    </>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {open && <OrganDialog open={open} onClose={() => setOpen(null)} />}
    </Page>
  );
}

interface Values {
  name: string;
  organisationId: string;
  prefixes: Record<string, string | undefined>;
  on: string;
  why: string;
}

function OrganDialog({ open, onClose }: { open: Open; onClose: () => void }) {
  const change = useChange(IssuingOrgan);
  const organisations = useOrganisations();
  const organ = open.what === 'add' ? null : open.organ;
  const submit = ({ prefixes, ...values }: Values) => {
    const given = Object.fromEntries(Object.entries(prefixes ?? {}).filter(([, prefix]) => prefix?.trim()));
    const regionCode = organisations.data?.find((one) => one.id === values.organisationId)?.regionCode;
    const request =
      organ === null
        ? { path: '/api/organs', body: { ...values, regionCode, prefixes: given } }
        : open.what === 'end'
          ? { path: `/api/organs/${organ.id}/end`, body: { rowVersion: organ.rowVersion, ...values } }
          : {
              method: 'PATCH' as const,
              path: `/api/organs/${organ.id}`,
              body: { rowVersion: organ.rowVersion, ...values, prefixes: { ...organ.prefixes, ...given } },
            };
    change.mutate(request, { onSuccess: onClose });
  };
  return (
    <EditDialog<Values>
      title={organ === null ? '设立发文机关' : `${organ.name}：${open.what === 'end' ? '停用' : '修改'}`}
      submit="确定"
      danger={open.what === 'end'}
      {...(open.what === 'end' ? { dated: '从哪一天起停用' } : {})}
      busy={change.isPending}
      error={change.error}
      initial={
        organ
          ? {
              name: organ.name,
              prefixes: organ.prefixes,
              ...(organ.organisation ? { organisationId: organ.organisation.id } : {}),
            }
          : {}
      }
      onClose={onClose}
      onSubmit={submit}
    >
      {open.what !== 'end' && (
        <>
          <TextField name="name" label="名称" most={60} />
          <Form.Item name="organisationId" label="承办单位" rules={[{ required: true, message: '请选择单位' }]}>
            <OrganisationSelect />
          </Form.Item>
          {Object.entries(KINDS).map(([kind, label]) => (
            <Form.Item key={kind} name={['prefixes', kind]} label={`${label}的代字`}>
              <Input maxLength={20} placeholder="如 河政督" />
            </Form.Item>
          ))}
        </>
      )}
    </EditDialog>
  );
}
