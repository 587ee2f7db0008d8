import type { PermissionCases } from '../../testing/permission/case.ts';

export const cases: PermissionCases = {
  'settings.list': {
    rule: '设置归三员各自管理',
    who: { administrators: 'whole city' },
    ask: () => ({}),
    token: null,
  },
  'settings.history': {
    rule: '设置的来历归管它的管理员看',
    who: { administrators: 'whole city' },
    ask: () => ({ params: { name: 'accounts.lock' } }),
    passed: ['NOT_FOUND'],
    token: null,
  },
  'settings.change': {
    rule: '设置归三员各自管理；不归自己管的、县区的管理员，都当没有这一项',
    who: { administrators: 'whole city' },
    ask: () => ({
      params: { name: 'accounts.lock' },
      body: { value: { failures: 4, minutes: 30 }, rowVersion: 0, why: '从严' },
    }),
    passed: ['NOT_FOUND'],
    token: null,
  },
};
