import type { Item } from '@luoshi/server/modules/ledgers/contract';

/** 牵头单位 and 配合单位 of an item, as they were called then, with what they are now; joint leads stand behind the first. */
export function unitsOf(item: Pick<Item, 'assignments'>): { leads: string[]; supports: string[] } {
  const named = (...roles: string[]) =>
    item.assignments
      .filter((row) => roles.includes(row.role))
      .map(({ organisation: { name, now } }) => (now ? `${name}（现${now}）` : name));
  return { leads: [...named('lead'), ...named('joint_lead')], supports: named('support') };
}

export const quarterNames = ['一季度', '二季度', '三季度', '四季度'] as const;

export function quarterName(quarter: number): string {
  return quarterNames[quarter - 1] ?? `第${quarter}季度`;
}
