import type { App } from '../../platform/http/app.ts';
import { mount } from '../../platform/http/mount.ts';
import { acceptSentence } from './accept-sentence.ts';
import { bulkAccept } from './bulk-accept.ts';
import { editItem } from './edit-item.ts';
import { exportDocument, exportWorkbook } from './export-breakdown.ts';
import { issueBreakdown } from './issue-breakdown.ts';
import { listChanges } from './list-changes.ts';
import { mergeSentences } from './merge-sentences.ts';
import { rejectSentence } from './reject-sentence.ts';
import { reopenSentence } from './reopen-sentence.ts';
import { showBreakdown } from './show-breakdown.ts';
import { showVersionChanges } from './show-version-changes.ts';
import { splitSentence } from './split-sentence.ts';
import { undoEdit } from './undo-edit.ts';

const BREAKDOWN = '/api/breakdowns/:reportId';
const SENTENCE = `${BREAKDOWN}/sentences/:sentence`;

export function routes(app: App): void {
  mount(app, 'GET', BREAKDOWN, showBreakdown);
  mount(app, 'GET', `${BREAKDOWN}/changes`, listChanges);
  mount(app, 'POST', `${SENTENCE}/accept`, acceptSentence);
  mount(app, 'POST', `${SENTENCE}/split`, splitSentence);
  mount(app, 'POST', `${SENTENCE}/merge`, mergeSentences);
  mount(app, 'POST', `${SENTENCE}/reject`, rejectSentence);
  mount(app, 'POST', `${SENTENCE}/reopen`, reopenSentence);
  mount(app, 'PATCH', `${SENTENCE}/items/:itemId`, editItem);
  mount(app, 'POST', `${BREAKDOWN}/bulk-accept`, bulkAccept);
  mount(app, 'POST', `${BREAKDOWN}/undo`, undoEdit);
  mount(app, 'POST', `${BREAKDOWN}/issue`, issueBreakdown);
  mount(app, 'GET', `${BREAKDOWN}/breakdown.xlsx`, exportWorkbook);
  mount(app, 'GET', `${BREAKDOWN}/breakdown.docx`, exportDocument);
  // Under the reports' address, but about decisions: the reports room knows none.
  mount(app, 'GET', '/api/reports/:reportId/changes', showVersionChanges);
}
