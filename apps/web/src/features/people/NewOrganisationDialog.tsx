import { KIND_NAMES } from '@luoshi/server/modules/people/contract';
import { Form, Select } from 'antd';
import { EditDialog, TextField } from './EditDialog.tsx';
import { OrganisationSelect } from './OrganisationSelect.tsx';

interface Values {
  code: string;
  name: string;
  shortName: string;
  kind: string;
  parentId?: string;
  afterId?: string;
  on: string;
  why: string;
}
interface Props {
  busy: boolean;
  error: unknown;
  onSubmit: (body: object) => void;
  onClose: () => void;
}

export function NewOrganisationDialog({ busy, error, onSubmit, onClose }: Props) {
  return (
    <EditDialog<Values>
      title="新设单位"
      submit="新设"
      dated="设立日期"
      busy={busy}
      error={error}
      initial={{ kind: 'department' }}
      onClose={onClose}
      onSubmit={({ parentId, afterId, ...values }) =>
        onSubmit({ ...values, parentId: parentId ?? null, ...(afterId ? { afterId } : {}) })
      }
    >
      <TextField name="code" label="单位代码" most={30} extra="字母、数字和连字符，定了就不再改。" />
      <TextField name="name" label="名称" most={60} />
      <TextField name="shortName" label="简称" most={30} />
      <Form.Item name="kind" label="类型" rules={[{ required: true }]}>
        <Select options={Object.entries(KIND_NAMES).map(([value, label]) => ({ value, label }))} />
      </Form.Item>
      <Form.Item name="parentId" label="上级单位">
        <OrganisationSelect allowClear />
      </Form.Item>
      <Form.Item name="afterId" label="排在谁之后" extra="不选就排在最后。">
        <OrganisationSelect allowClear />
      </Form.Item>
    </EditDialog>
  );
}
