import { beijingDate, publishedYears } from '@luoshi/calendar';
import { missingAfter } from '../../platform/db/migrate.ts';
import { PRODUCT_VERSION } from '../product.ts';
import type { Facts } from './facts.ts';
import { age, type Finding, fine, found, needs } from './findings.ts';

const LATE_JOB_SECONDS = 300;
const LATE_BACKUP_SECONDS = 26 * 3600;
const LATE_CHAIN_SECONDS = 120;
const CLOCK_OFF_MS = 5_000;

/** What the database's own words mean. `here` is this machine's time, taken when the database was asked. */
export async function examineDatabase(facts: Facts, here: number): Promise<Finding[]> {
  return [
    fine('database', '数据库', `PostgreSQL ${facts.postgres}`),
    await schema(facts),
    clock(facts, here),
    ...queue(facts),
    ...backups(facts),
    record(facts),
    holidays(beijingDate(new Date(facts.now))),
  ];
}

async function schema({ migrations }: Facts): Promise<Finding> {
  const words = `${migrations.at(-1)?.name ?? '空'}（程序版本 ${PRODUCT_VERSION}）`;
  try {
    const missing = await missingAfter(migrations);
    if (missing.length === 0) return fine('migrations', '数据库结构', words);
    return needs('migrations', '数据库结构', `${words}，缺少 ${missing.length} 项`, '重新启动服务，启动时自动更新。');
  } catch (error) {
    return needs('migrations', '数据库结构', words, (error as Error).message);
  }
}

function clock({ now }: Facts, here: number): Finding {
  const off = Math.round(Math.abs(now - here));
  const words = `与数据库相差 ${off} 毫秒`;
  if (off <= CLOCK_OFF_MS) return fine('clock', '时钟', words);
  return needs('clock', '时钟', words, '请在应用服务器和数据库服务器上开启时间同步（NTP），并核对北京时间。');
}

function queue({ dueJobs, oldestDue, failedJobs, failedKinds, lateMessages }: Facts): Finding[] {
  const late = oldestDue !== null && oldestDue > LATE_JOB_SECONDS;
  const words = oldestDue === null ? '没有到期未办的任务' : `到期未办 ${dueJobs} 个，最早的已过 ${age(oldestDue)}`;
  return [
    found('jobs', '后台任务', words, late ? '请确认服务正在运行，并查看日志中的错误。' : null),
    found(
      'failed-jobs',
      '失败的任务',
      failedJobs ? `${failedJobs} 个（${failedKinds.join('、')}）` : '没有',
      failedJobs ? '请查看日志中的原因；处理后重新发起相应操作。' : null,
    ),
    found(
      'messages',
      '待发通知',
      lateMessages ? `${lateMessages} 条超过一小时没有发出` : '没有积压',
      lateMessages ? '请检查邮件、企业微信、钉钉或短信的设置和网络。' : null,
    ),
  ];
}

function backups({ cities, lastBackup, lastFailure }: Facts): Finding[] {
  const on = cities.some(({ schedule }) => schedule.enabled);
  const findings: Finding[] = [];
  if (lastBackup === null)
    findings.push(needs('backup', '备份', '还没有成功的备份', '请执行 luoshi backup 目录，并把备份另存到别的机器。'));
  else {
    const words = `${age(lastBackup.age)}前（${lastBackup.folder}）`;
    const late = lastBackup.age > LATE_BACKUP_SECONDS;
    findings.push(
      found(
        'backup',
        '最近的备份',
        words,
        late ? '超过一天没有备份：请查看定时备份的设置和日志，或立即执行 luoshi backup 目录。' : null,
      ),
    );
  }
  if (lastFailure && lastFailure.age < (lastBackup?.age ?? Number.POSITIVE_INFINITY))
    findings.push(needs('backup-failure', '上一次备份', `失败：${lastFailure.problem}`, '请按原因处理后重新备份。'));
  findings.push(
    found(
      'backup-schedule',
      '定时备份',
      on ? `每天 ${cities[0]!.schedule.time}` : '没有开启',
      on ? null : '请由系统管理员在设置里开启定时备份，或用其他方式每天执行 luoshi backup。',
    ),
  );
  return findings;
}

function record({ events, unchained, oldestUnchained, lastCheckpoint }: Facts): Finding {
  const checkpoint = lastCheckpoint === null ? '还没有检查点' : `检查点 ${age(lastCheckpoint)}前`;
  const words = `已入链 ${events} 条，待入链 ${unchained} 条，${checkpoint}`;
  const late = oldestUnchained !== null && oldestUnchained > LATE_CHAIN_SECONDS;
  return found(
    'record',
    '留痕',
    words,
    late ? '留痕没有及时入链：请确认服务正在运行，查看日志中的错误，并执行 luoshi audit verify。' : null,
  );
}

/** Published in November for the next year; from December on a program without it is out of date. */
export function holidays(today: string): Finding {
  const { first, last } = publishedYears();
  const year = Number(today.slice(0, 4));
  const words = `${first}年至${last}年；以后的年份未公布`;
  const lacking = last < year || (last === year && today.slice(5, 7) === '12');
  return found(
    'holidays',
    '节假日安排',
    words,
    lacking
      ? `请更新落实的版本，以载入${last + 1}年的节假日安排；此前涉及${last + 1}年的工作日期限显示“未公布”。`
      : null,
  );
}
