import type { AccountState, TokenRow } from '@luoshi/server/modules/accounts/contract';
import type { Tone } from '../../shared/ui/Tag.tsx';

export const accountStates: Readonly<Record<AccountState, { label: string; tone: Tone }>> = {
  active: { label: '在用', tone: 'good' },
  never_signed_in: { label: '尚未登录过', tone: 'plain' },
  locked: { label: '已锁定', tone: 'warn' },
  disabled: { label: '已停用', tone: 'bad' },
};

export const tokenStates: Readonly<Record<TokenRow['state'], string>> = {
  valid: '有效',
  expired: '已到期',
  revoked: '已撤销',
};

const rooms: Readonly<Record<string, string>> = {
  reports: '报告',
  breakdowns: '任务分解',
  ledgers: '台账',
  people: '单位和人员',
  record: '留痕',
  notifications: '通知',
  maintenance: '运维',
};

export const roomWords = (room: string): string => rooms[room] ?? room;

/** "ledgers.*" -> "台账（全部）"; a single operation keeps its name, which its caller knows. */
export const scopeWords = (scope: string): string =>
  scope.endsWith('.*') ? `${roomWords(scope.slice(0, -2))}（全部）` : scope;
