import type { PeopleImport } from '@luoshi/server/modules/people-imports/contract';
import { Alert, Button, Input, Modal, Progress } from 'antd';
import { useState } from 'react';
import { businessDate } from '../../shared/format/dates.ts';
import { messageOf } from '../../shared/http/api-error.ts';
import { FileLink } from '../../shared/ui/FileLink.tsx';
import rows from '../../shared/ui/rows.module.css';
import styles from './people.module.css';
import { usePeopleImport } from './use-people-import.ts';

/** From Excel: choose, look through what it would do, apply; and the way back out. */
export function ImportDialog({ onClose }: { onClose: () => void }) {
  const run = usePeopleImport();
  const [file, setFile] = useState<File | null>(null);
  const [on, setOn] = useState(businessDate(new Date()));
  const { current } = run;
  const ready = current?.state === 'checked' && current.problems.length === 0 && current.changes.length > 0;
  return (
    <Modal
      open
      title="单位和人员：导入导出"
      width={880}
      mask={{ closable: false }}
      onCancel={onClose}
      footer={
        <>
          <Button onClick={onClose}>关闭</Button>
          {current && <Button onClick={run.again}>换一个文件</Button>}
          {!current && (
            <Button type="primary" disabled={!file} loading={run.busy} onClick={() => file && run.check({ file, on })}>
              预检（不改任何数据）
            </Button>
          )}
          {ready && (
            <Button type="primary" loading={run.busy} onClick={run.apply}>
              按预检结果导入
            </Button>
          )}
        </>
      }
    >
      <div className={styles.import}>
        {!current && (
          <>
            <p>
              <FileLink href="/api/people-imports/template.xlsx">下载空模板</FileLink>{' '}
              <FileLink href="/api/people.xlsx">导出现有单位和人员</FileLink>
            </p>
            <p>导出的文件改好可以直接导回来。电话、邮箱导出时打码，导回来视为不变。账号请在“账号”页开通。</p>
            <p>
              <label>
                选择 .xlsx 文件：
                <input type="file" accept=".xlsx" onChange={(event) => setFile(event.target.files?.[0] ?? null)} />
              </label>
            </p>
            <p>
              <label className={styles.day} htmlFor="import-on">
                单位的改动从哪一天起算
              </label>{' '}
              <Input
                id="import-on"
                type="date"
                style={{ width: 160 }}
                value={on}
                onChange={(event) => setOn(event.target.value)}
              />
            </p>
          </>
        )}
        {run.error && <Alert type="error" showIcon role="alert" title={messageOf(run.error)} />}
        {current && <Result result={current} />}
      </div>
    </Modal>
  );
}

const COUNTS = { organisations: '单位', members: '单位组', people: '人员', posts: '岗位' } as const;

function Result({ result }: { result: PeopleImport }) {
  const { state, problems, counts, changes } = result;
  return (
    <>
      <p role="status">
        {result.fileName}：
        {Object.entries(COUNTS)
          .flatMap(([key, label]) => {
            const { added, changed, same } = counts[key as keyof typeof COUNTS];
            return added + changed + same ? `${label}新增 ${added}、修改 ${changed}、不变 ${same}` : [];
          })
          .join('；') || '表里没有内容'}
      </p>
      {state === 'applying' && <Progress percent={result.progress} aria-label="导入进度" />}
      {state === 'done' && <Alert type="success" showIcon title="导入完成。新岗位要由安全管理员授权后才生效。" />}
      {state === 'failed' && (
        <Alert type="error" showIcon role="alert" title={result.error?.message ?? '导入没有完成。'} />
      )}
      {problems.length > 0 && (
        <>
          <Alert type="warning" showIcon title={`有 ${problems.length} 处要改，改好后重新预检。什么都没有导入。`} />
          <div className={styles.problems}>
            <table className={rows.table} aria-label="要改的地方">
              <thead>
                <tr>
                  <th scope="col">表</th>
                  <th scope="col">行</th>
                  <th scope="col">列</th>
                  <th scope="col">问题和办法</th>
                </tr>
              </thead>
              <tbody>
                {problems.map((one) => (
                  <tr key={`${one.sheet} ${one.row} ${one.column} ${one.message}`}>
                    <td data-name="表">{one.sheet}</td>
                    <td data-name="行">{one.row || ''}</td>
                    <td data-name="列">{one.column}</td>
                    <td>{one.message}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
      {problems.length === 0 && changes.length === 0 && <p>和系统里的完全一致，没有要导入的。</p>}
      {problems.length === 0 && changes.length > 0 && (
        <div className={styles.problems}>
          <table className={rows.table} aria-label="将要做的改动">
            <thead>
              <tr>
                <th scope="col">表</th>
                <th scope="col">行</th>
                <th scope="col">改动</th>
              </tr>
            </thead>
            <tbody>
              {changes.map((one) => (
                <tr key={`${one.sheet} ${one.row} ${one.what}`}>
                  <td data-name="表">{one.sheet}</td>
                  <td data-name="行">{one.row}</td>
                  <td>
                    {one.what}
                    {one.done && '（已完成）'}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}
