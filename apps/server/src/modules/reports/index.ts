import type { Room } from '../../room.ts';
import { routes } from './routes.ts';
import { personalColumns } from './tables.ts';

export { aboutReport, OfReport } from './belonging.ts';
export { type ImportHooks, importJob } from './import-job.ts';
export { measurePhrase } from './measure-phrase.ts';
export { measuresOf, type ReportRow, reportRow, sectionsOf, sentencesOf, tasksOf, textOf } from './queries.ts';
export { sourceAddress } from './reference.ts';
export { sectionPaths } from './section-path.ts';
export { showImport } from './show-import.ts';
export { startImport } from './start-import.ts';
export type { StoredReport } from './store-report.ts';
export { measureView, reportView, sectionView, sentenceView } from './view.ts';
export { ended, wordsAt } from './words-at.ts';

/** Its import job is handed over by the breakdowns room, which adds what it needs (see `importJob`). */
export const reports: Room = { name: 'reports', routes, personal: personalColumns };
