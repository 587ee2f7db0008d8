import { CHANNEL_NAMES, type Robot } from '@luoshi/server/modules/notifications/contract';
import { App, Button } from 'antd';
import { useState } from 'react';
import { messageOf } from '../../shared/http/api-error.ts';
import { ErrorState } from '../../shared/ui/ErrorState.tsx';
import { Tag } from '../../shared/ui/Tag.tsx';
import { useRemoveRobot, useRobots, useTestRobot } from './api.ts';
import { RobotDialog } from './RobotDialog.tsx';
import styles from './RobotsSection.module.css';

/** The robots in groups of 企业微信 and 钉钉. */
export function RobotsSection() {
  const robots = useRobots();
  const test = useTestRobot();
  const remove = useRemoveRobot();
  const [edited, setEdited] = useState<Robot | 'new' | null>(null);
  const { message, modal } = App.useApp();
  const failed = (error: unknown) => void message.error(messageOf(error));
  const askRemove = (robot: Robot) =>
    modal.confirm({
      title: `删除机器人“${robot.name}”？`,
      content: '之后的通知不再发到这个群；已经发出的记录保留。',
      okText: '删除',
      cancelText: '取消',
      onOk: () => remove.mutateAsync(robot.id).catch(failed),
    });
  return (
    <section aria-labelledby="robots">
      <div className={styles.head}>
        <h2 id="robots">群机器人</h2>
        <Button onClick={() => setEdited('new')}>添加机器人</Button>
      </div>
      {robots.isError && <ErrorState error={robots.error} onRetry={() => robots.refetch()} />}
      {robots.data?.robots.length === 0 && (
        <p className={styles.none}>还没有群机器人。在企业微信或钉钉的群里添加机器人，把它的 Webhook 地址填到这里。</p>
      )}
      <ul className={styles.list}>
        {robots.data?.robots.map((robot) => (
          <li key={robot.id}>
            <div className={styles.words}>
              <b>{robot.name}</b> <Tag tone={robot.enabled ? 'good' : 'plain'}>{robot.enabled ? '启用' : '停用'}</Tag>
              <p>
                {CHANNEL_NAMES[robot.channel]}
                {robot.signed && '，加签'}，{robot.types.length} 种通知
              </p>
            </div>
            <div className={styles.actions}>
              <Button
                size="small"
                onClick={() =>
                  test.mutate(robot.id, {
                    onSuccess: () => void message.success('测试消息已排队，结果见下方列表'),
                    onError: failed,
                  })
                }
              >
                发测试消息<span className="visually-hidden">：{robot.name}</span>
              </Button>
              <Button size="small" onClick={() => setEdited(robot)}>
                修改<span className="visually-hidden">：{robot.name}</span>
              </Button>
              <Button size="small" danger onClick={() => askRemove(robot)}>
                删除<span className="visually-hidden">：{robot.name}</span>
              </Button>
            </div>
          </li>
        ))}
      </ul>
      {edited && robots.data && (
        <RobotDialog
          robot={edited === 'new' ? null : edited}
          types={robots.data.types}
          onClose={() => setEdited(null)}
        />
      )}
    </section>
  );
}
