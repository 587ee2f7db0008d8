/** What the person who imports a report is told when that has ended. */
import { z } from 'zod';
import { notificationType } from '../notifications/index.ts';

export const importEnded = notificationType({
  name: 'reports.import-ended',
  label: '报告已导入',
  data: z.object({ fileName: z.string(), reportId: z.string(), duplicate: z.boolean() }),
  text: ({ fileName, duplicate }) =>
    duplicate ? `“${fileName}”以前导入过，没有重复导入。` : `“${fileName}”已导入并分解，请核对任务分解。`,
  link: (_matter, { reportId }) => `/reports/${reportId}`,
});

export const importRefused = notificationType({
  name: 'reports.import-refused',
  label: '报告没有导入',
  data: z.object({ fileName: z.string(), why: z.string() }),
  text: ({ fileName, why }) => `“${fileName}”没有导入，没有保存任何内容。${why}`,
  link: () => '/reports',
});
