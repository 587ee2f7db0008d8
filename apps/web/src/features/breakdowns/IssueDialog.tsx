import { useQueryClient } from '@tanstack/react-query';
import { Button, DatePicker, Form, Input, Modal, Select } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { useDraft } from '../../shared/drafts/use-draft.ts';
import { businessDate } from '../../shared/format/dates.ts';
import { messageOf } from '../../shared/http/api-error.ts';
import { useOrgans } from '../people/directory.ts';
import { breakdownKey, send } from './api.ts';
import styles from './IssueDialog.module.css';
import { LackingList, lackingOf } from './LackingList.tsx';
import { useReview } from './review-context.ts';

interface Values {
  title: string;
  issuedOn: Dayjs;
  organId: string;
}

/** Issues the breakdown: its items get their numbers and go on the ledger. What is lacking is listed as links. */
export function IssueDialog({ onClose }: { onClose: () => void }) {
  const { breakdown, reportId, goTo } = useReview();
  const client = useQueryClient();
  const organs = useOrgans();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<unknown>(null);
  const [title, keepTitle] = useDraft<string>(`${reportId}.issue-title`);
  const { report, reconciliation } = breakdown;
  const lacking = lackingOf(refusal);
  const issue = async (values: Values) => {
    setBusy(true);
    setRefusal(null);
    try {
      await send.issue(reportId, {
        title: values.title,
        issuedOn: values.issuedOn.format('YYYY-MM-DD'),
        organId: values.organId,
        revision: breakdown.revision,
      });
      keepTitle(null);
      await client.invalidateQueries({ queryKey: breakdownKey(reportId) });
      client.invalidateQueries({ queryKey: ['items'] });
      onClose();
    } catch (error) {
      setRefusal(error);
      setBusy(false);
    }
  };
  return (
    <Modal open title="印发任务分工方案" onCancel={onClose} width={600} footer={null} mask={{ closable: false }}>
      <p className={styles.sum}>
        共 {reconciliation.sentences} 句，生成 <b>{reconciliation.items}</b>{' '}
        项。印发后编号列入督办事项台账，本页转为只读。
      </p>
      <Form
        layout="vertical"
        requiredMark={false}
        initialValues={{
          title: title ?? `${report.year}年《政府工作报告》任务分工方案`,
          issuedOn: dayjs(businessDate(new Date())),
          organId: report.organ.id,
        }}
        onFinish={(values: Values) => void issue(values)}
        onValuesChange={(changed: Partial<Values>) => {
          if (changed.title !== undefined) keepTitle(changed.title);
        }}
      >
        <Form.Item
          name="title"
          label="文件标题"
          rules={[{ required: true, whitespace: true, message: '请填写文件标题' }]}
        >
          <Input maxLength={100} />
        </Form.Item>
        <div className={styles.pair}>
          <Form.Item name="organId" label="发文机关" rules={[{ required: true, message: '请选择发文机关' }]}>
            <Select
              loading={organs.isPending}
              options={
                organs.data?.map((organ) => ({ value: organ.id, label: organ.name })) ?? [
                  { value: report.organ.id, label: report.organ.name },
                ]
              }
            />
          </Form.Item>
          <Form.Item name="issuedOn" label="印发日期" rules={[{ required: true, message: '请选择印发日期' }]}>
            <DatePicker allowClear={false} format="YYYY-MM-DD" className={styles.date ?? ''} />
          </Form.Item>
        </div>
        {refusal !== null && (
          <div role="alert" className={styles.refusal}>
            {lacking ? (
              <LackingList
                lacking={lacking}
                onGo={(sentence) => {
                  goTo(sentence);
                  onClose();
                }}
              />
            ) : (
              <p>{messageOf(refusal)}</p>
            )}
          </div>
        )}
        <div className={styles.actions}>
          <Button onClick={onClose}>取消</Button>
          <Button type="primary" htmlType="submit" loading={busy}>
            印发
          </Button>
        </div>
      </Form>
    </Modal>
  );
}
