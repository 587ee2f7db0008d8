import type { App } from '../../platform/http/app.ts';
import { mount } from '../../platform/http/mount.ts';
import { askErasure, listErasures } from './ask-erasure.ts';
import { confirmErasure, refuseErasure } from './decide-erasure.ts';
import { downloadExport } from './download-export.ts';
import { findEvents } from './find-events.ts';
import { listWords } from './list-words.ts';
import { showEvent } from './show-event.ts';
import { showState } from './show-state.ts';
import { askCheckpoint, showCheck, startExport, startVerification } from './start-check.ts';

export function routes(app: App): void {
  mount(app, 'GET', '/api/record/events', findEvents);
  mount(app, 'GET', '/api/record/events/:eventId', showEvent);
  mount(app, 'GET', '/api/record/words', listWords);
  mount(app, 'GET', '/api/record/state', showState);
  mount(app, 'POST', '/api/record/verifications', startVerification);
  mount(app, 'POST', '/api/record/exports', startExport);
  mount(app, 'GET', '/api/record/checks/:checkId', showCheck);
  mount(app, 'GET', '/api/record/exports/:checkId/file', downloadExport);
  mount(app, 'POST', '/api/record/checkpoints', askCheckpoint);
  mount(app, 'GET', '/api/erasures', listErasures);
  mount(app, 'POST', '/api/erasures', askErasure);
  mount(app, 'POST', '/api/erasures/:erasureId/confirm', confirmErasure);
  mount(app, 'POST', '/api/erasures/:erasureId/refuse', refuseErasure);
}
