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

/** Where one can go from every page, by what one is there for. The first that one may see is one's own first page. */
const GROUPS: readonly Group[] = [
  {
    label: '业务',
    destinations: [
      { to: '/reports', label: '报告', needs: ['reports.list'] },
      { to: '/ledgers/supervision', label: '台账', needs: ['ledgers.list-items'] },
    ],
  },
  {
    label: '监督',
    destinations: [
      { to: '/record', label: '留痕', needs: ['record.read'] },
      { to: '/erasures', label: '注销申请', needs: ['record.list-erasures'] },
    ],
  },
  {
    label: '管理',
    destinations: [
      { to: '/accounts', label: '账号', needs: ['accounts.list'] },
      { to: '/settings', label: '设置', needs: ['settings.list'] },
    ],
  },
  {
    label: '系统',
    destinations: [{ to: '/delivery', label: '消息投递', needs: ['notifications.list-messages'] }],
  },
  {
    label: '组织',
    destinations: [
      { to: '/grants', label: '授权', needs: ['people.grant'] },
      { to: '/people', label: '人员', needs: ['people.read'] },
      { to: '/organisations', label: '单位', needs: ['people.organisations'] },
    ],
  },
];

/** Of the groups, what somebody who may do this much can open. */
export function destinationsFor(may: readonly string[]): Group[] {
  return GROUPS.map(({ label, destinations }) => ({
    label,
    destinations: destinations.filter(({ needs }) => opens(may, needs)),
  })).filter(({ destinations }) => destinations.length > 0);
}

/** The first page after signing in; one's own account where there is nothing else. */
export const firstPage = (may: readonly string[]): string => destinationsFor(may)[0]?.destinations[0]?.to ?? '/account';
