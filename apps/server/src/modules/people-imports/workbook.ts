import type { CellValue, WorkbookContent } from '@luoshi/documents';
import { KIND_NAMES, ROLE_NAMES } from '../people/contract.ts';
import { type Layout, MEMBERS, ORGANISATIONS, PEOPLE, POSTS } from './layout.ts';
import type { Lines } from './lines.ts';

/** Lines as the workbook that can be imported again: what one writes the other reads. */
export function workbookOf(lines: Lines, title: string, mark: string | null): WorkbookContent {
  const sheet = (layout: Layout, rows: CellValue[][]) => ({
    name: layout.name,
    title: `${title}${layout.name}`,
    notes: [...layout.notes],
    ...(mark ? { mark } : {}),
    columns: [...layout.columns],
    rows,
    filter: true,
  });
  return {
    title,
    sheets: [
      sheet(
        ORGANISATIONS,
        lines.organisations.map((one) => [
          one.code,
          one.name,
          one.shortName,
          KIND_NAMES[one.kind],
          one.order,
          one.parent,
          one.region,
          one.aliases.join('、'),
          one.function,
          one.duties.join('、'),
          one.from,
        ]),
      ),
      sheet(
        MEMBERS,
        lines.groups.flatMap((one) => one.members.map((member) => [one.group, member])),
      ),
      sheet(
        PEOPLE,
        lines.people.map((one) => [one.code, one.name, one.organisation, one.phone, one.email]),
      ),
      sheet(
        POSTS,
        lines.posts.map((one) => [
          one.person,
          one.organisation,
          one.title,
          ROLE_NAMES[one.role],
          one.sponsor ? '是' : '否',
          one.position,
          one.from,
          one.to,
        ]),
      ),
    ],
  };
}
