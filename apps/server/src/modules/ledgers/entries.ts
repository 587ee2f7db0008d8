import type { BreakdownEntry } from '@luoshi/documents';
import { sourceAddress } from '../reports/index.ts';
import type { Item } from './contract.ts';

/** Ledger items as the layouts print them; `number` says what stands in the first column. */
export function ledgerEntries(
  items: readonly Item[],
  origin: string,
  number: (item: Item) => number | string,
): BreakdownEntry[] {
  return items.map((item) => {
    const named = (...roles: string[]) =>
      item.assignments.filter((one) => roles.includes(one.role)).map((one) => one.organisation.name);
    return {
      number: number(item),
      section: item.sectionPath,
      wording: item.wording,
      targets: item.targets,
      sponsors: item.sponsor ? [item.sponsor.name] : [],
      leads: named('lead', 'joint_lead'),
      supports: named('support'),
      due: item.due,
      quarters: item.quarters.map(({ quarter, text }) => ({ quarter: quarter as 1 | 2 | 3 | 4, text })),
      sources: item.anchors.map((anchor) => ({
        reference: anchor.reference,
        url: sourceAddress(origin, anchor.reference),
        text: anchor.text,
      })),
    };
  });
}
