import { Alert, AutoComplete, Button, Checkbox, Form, Input, Select } from 'antd';
import { messageOf } from '../../shared/http/api-error.ts';
import { LoadingState } from '../../shared/ui/LoadingState.tsx';
import { useOrgans } from '../people/directory.ts';
import type { ImportRequest } from './api.ts';
import { FilePicker } from './FilePicker.tsx';
import { fileRefusal } from './file-refusal.ts';
import styles from './ImportForm.module.css';

interface Props {
  file: File | null;
  onFile: (file: File | null) => void;
  busy: boolean;
  refusal: unknown;
  onSubmit: (request: ImportRequest) => void;
}

interface Values {
  organId: string;
  versionLabel: string;
  year?: string;
  unclassified: boolean;
}

const versionLabels = ['审议稿', '修改稿', '印发稿'].map((value) => ({ value }));

export function ImportForm({ file, onFile, busy, refusal, onSubmit }: Props) {
  const organs = useOrgans();
  const [form] = Form.useForm<Values>();
  const wrong = file ? fileRefusal(file) : null;
  const submit = (values: Values) => {
    if (file && !wrong)
      onSubmit({
        file,
        organId: values.organId,
        versionLabel: values.versionLabel.trim(),
        ...(values.year ? { year: Number(values.year) } : {}),
      });
  };
  if (organs.isPending) return <LoadingState />;
  if (organs.isError) return <Alert type="error" showIcon title={messageOf(organs.error)} role="alert" />;
  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={{ organId: organs.data[0]?.id, versionLabel: '审议稿', unclassified: false }}
      onFinish={submit}
    >
      <FilePicker file={file} wrong={wrong} onFile={onFile} />
      <div className={styles.row}>
        <Form.Item name="organId" label="发文机关" rules={[{ required: true, message: '请选择发文机关' }]}>
          <Select options={organs.data.map((organ) => ({ value: organ.id, label: organ.name }))} />
        </Form.Item>
        <Form.Item
          name="versionLabel"
          label="版本名称"
          rules={[
            { required: true, whitespace: true, message: '请填写版本名称' },
            { max: 20, message: '版本名称最多 20 个字' },
          ]}
        >
          <AutoComplete options={versionLabels} />
        </Form.Item>
        <Form.Item
          name="year"
          label="计划年度（报告未写明时填）"
          rules={[{ pattern: /^(?:199[0-9]|20[0-9]{2}|2100)$/, message: '请填写四位年份，如 2026' }]}
        >
          <Input inputMode="numeric" maxLength={4} placeholder="自动识别" />
        </Form.Item>
      </div>
      <div className={styles.notice}>
        <p>
          <b>涉密材料不得上传。</b>带有密级标志（绝密★、机密★、秘密★等）的文件，系统会拒绝接收且不留存。
        </p>
        <Form.Item
          name="unclassified"
          valuePropName="checked"
          noStyle
          rules={[
            {
              validator: (_, checked) =>
                checked ? Promise.resolve() : Promise.reject(new Error('请先确认材料不涉密，再上传')),
            },
          ]}
        >
          <Checkbox>我确认这份材料不涉及国家秘密</Checkbox>
        </Form.Item>
        <Form.Item noStyle shouldUpdate>
          {() => {
            const [problem] = form.getFieldError('unclassified');
            return problem ? (
              <p className={styles.problem} role="alert">
                {problem}
              </p>
            ) : null;
          }}
        </Form.Item>
      </div>
      {refusal !== null && refusal !== undefined && (
        <Alert type="error" showIcon title={messageOf(refusal)} className={styles.refusal} role="alert" />
      )}
      <Button type="primary" htmlType="submit" size="large" block loading={busy} disabled={!file || wrong !== null}>
        {busy ? '正在上传' : '上传并分解'}
      </Button>
    </Form>
  );
}
