import type { Tx } from '../../platform/db/database.ts';
import { type JobRun, registerHandler } from '../../platform/jobs/jobs.ts';
import type { Keys } from '../../platform/keys.ts';
import { outgoingAddresses } from '../../platform/outgoing/index.ts';
import { readSetting } from '../../platform/settings.ts';
import { sendMail } from './channels/mail.ts';
import { sendToDingtalk, sendToWecom } from './channels/robot.ts';
import { simulator } from './channels/sms.ts';
import type { Words } from './channels/words.ts';
import type { Outcome } from './lifecycle.ts';
import { beginSending, type MessageRow, SEND_JOB, type SendPayload, settle } from './message-state.ts';
import { openRobot, type RobotSecrets } from './robots.ts';
import { mailSetting, pageSetting, simulates } from './settings.ts';
import { maskAddress } from './view.ts';

/**
 * One try of one message: marked as being sent, sent outside of any transaction, and marked with what came of it in the
 * transaction that ends the job. Whoever dies before the first leaves it waiting, between the two leaves it unknown.
 */
export const sendJob = registerHandler<SendPayload>({
  kind: SEND_JOB,
  outside: true,
  // A message has its own limit; the job goes on until that has been written.
  maxAttempts: Number.POSITIVE_INFINITY,
  async run(job) {
    const call = { tenantId: job.tenantId, clock: job.platform.clock };
    const taken = await job.platform.db.transaction(job.tenantId, async (tx) => {
      const row = await beginSending(tx, call, job.payload);
      return row && { row, send: await preparedFor(tx, row, job) };
    });
    if (!taken) return;
    const outcome = await taken.send().catch((error): Outcome => {
      job.platform.log.error({ err: error, message: taken.row.id }, 'a message could not be sent');
      return {
        kind: 'silent',
        why: '发送时出了意外的错误，不知道对方是否已收到。请把消息编号告诉系统管理员查看日志。',
      };
    });
    await job.finish((tx) => settle(tx, call, taken.row, outcome));
  },
});

/** Everything that sending needs of the database, so that nothing is open while it goes on. */
async function preparedFor(tx: Tx, row: MessageRow, job: JobRun<SendPayload>): Promise<() => Promise<Outcome>> {
  const { tenantId } = job;
  const { keys, clock } = job.platform;
  const base = (await readSetting(tx, tenantId, pageSetting)).address.replace(/\/$/, '');
  const words: Words = { key: row.id, subject: row.subject, body: row.body, link: base && `${base}${row.link}` };
  const table = await readSetting(tx, tenantId, outgoingAddresses);
  if (row.channel === 'wecom' || row.channel === 'dingtalk') {
    const robot = await tx
      .selectFrom('robot')
      .where('tenant_id', '=', tenantId)
      .where('id', '=', row.robot_id)
      .select('sealed')
      .executeTakeFirst();
    if (!robot) return refuse('机器人已被删除，没有发出。');
    const secrets = unsealed(keys, robot.sealed);
    if (!secrets) return refuse('机器人的地址解不开，可能换过密钥目录。请重新填写它的 Webhook 地址。');
    const send = row.channel === 'wecom' ? sendToWecom : sendToDingtalk;
    return () => send({ secrets, words, table, now: clock.now() });
  }
  const person = await tx
    .selectFrom('person')
    .where('tenant_id', '=', tenantId)
    .where('id', '=', row.person_id)
    .select(['email', 'phone'])
    .executeTakeFirst();
  if (row.channel === 'sms') {
    if (!person?.phone) return refuse('人员目录中没有手机号，没有发出。');
    if (!(await simulates(tx, tenantId))) return refuse('没有可用的短信通道，没有发出。请在系统设置中选择。');
    return reaching(person.phone, () => simulator.send(person.phone!, words));
  }
  const setting = await readSetting(tx, tenantId, mailSetting);
  if (!person?.email) return refuse('人员目录中没有邮箱，没有发出。');
  if (!setting.host || !setting.from) return refuse('没有设置邮件服务器，没有发出。请在系统设置中填写。');
  // A secret of the machine, not of the city's settings.
  const password = process.env.LUOSHI_SMTP_PASSWORD ?? '';
  return reaching(person.email, () => sendMail({ setting, password, to: person.email!, words, table }));
}

function unsealed(keys: Keys, sealed: string): RobotSecrets | null {
  try {
    return openRobot(keys, sealed);
  } catch {
    return null;
  }
}

const refuse = (why: string) => async (): Promise<Outcome> => ({ kind: 'refused', why });

/** Where it went is kept masked: enough to see a wrong address, too little to use it. */
const reaching = (address: string, send: () => Promise<Outcome>) => async (): Promise<Outcome> => {
  const outcome = await send();
  return 'why' in outcome ? outcome : { ...outcome, address: maskAddress(address) };
};
