import { opens } from './page.ts';

export interface Destination {
  to: string;
  label: string;
  needs: readonly string[];
}

interface Group {
  label: string;
  destinations: readonly Destination[];
}

/** Where one can go from every page, by what one is there for. */
const GROUPS: readonly Group[] = [
  {
    label: '业务',
    destinations: [
      { to: '/reports', label: '报告', needs: ['reports.list'] },
      { to: '/ledgers/supervision', label: '台账', needs: ['ledgers.list-items'] },
    ],
  },
  {
    label: '组织',
    destinations: [
      { to: '/organisations', label: '单位', needs: ['people.organisations'] },
      { to: '/people', label: '人员', needs: ['people.read'] },
    ],
  },
  {
    label: '管理',
    destinations: [
      { to: '/accounts', label: '账号', needs: ['accounts.list'] },
      { to: '/grants', label: '授权', needs: ['people.read-grants'] },
      { to: '/settings', label: '设置', needs: ['settings.list'] },
      { to: '/delivery', label: '消息投递', needs: ['notifications.list-messages'] },
    ],
  },
  {
    label: '监督',
    destinations: [
      { to: '/record', label: '留痕', needs: ['record.read'] },
      { to: '/erasures', label: '注销个人信息', needs: ['record.list-erasures'] },
    ],
  },
];

/** Where a day's work begins: of the reports, of the record's keeper, of who grants, of who keeps accounts. */
const HOMES: readonly Pick<Destination, 'to' | 'needs'>[] = [
  { to: '/reports', needs: ['reports.list'] },
  { to: '/record', needs: ['record.read'] },
  { to: '/grants', needs: ['people.grant'] },
  { to: '/accounts', needs: ['accounts.list'] },
];

/** Of the groups, what somebody who may do this much can open. */
export function destinationsFor(may: readonly string[]): Group[] {
  return GROUPS.map(({ label, destinations }) => ({
    label,
    destinations: destinations.filter(({ needs }) => opens(may, needs)),
  })).filter(({ destinations }) => destinations.length > 0);
}

/** The first page after signing in; one's own account where there is nothing else. */
export const firstPage = (may: readonly string[]): string =>
  HOMES.find(({ needs }) => opens(may, needs))?.to ?? destinationsFor(may)[0]?.destinations[0]?.to ?? '/account';
