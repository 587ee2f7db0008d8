import type { App } from '../../platform/http/app.ts';
import { mount } from '../../platform/http/mount.ts';
import { addRobot } from './add-robot.ts';
import { changeRobot } from './change-robot.ts';
import { Hub } from './hub.ts';
import { listMessages } from './list-messages.ts';
import { listNotifications } from './list-notifications.ts';
import { listRobots } from './list-robots.ts';
import { markNotification } from './mark-notification.ts';
import { readAll } from './read-all.ts';
import { removeRobot } from './remove-robot.ts';
import { retryMessage } from './retry-message.ts';
import { setPreferences } from './set-preferences.ts';
import { showInbox } from './show-inbox.ts';
import { showPreferences } from './show-preferences.ts';
import { streamInbox } from './stream-inbox.ts';
import { testRobot } from './test-robot.ts';

export function routes(app: App): void {
  const hub = new Hub(app.platform);
  app.addHook('onClose', async () => hub.stop());
  mount(app, 'GET', '/api/notifications', listNotifications);
  mount(app, 'GET', '/api/notifications/inbox', showInbox);
  mount(app, 'GET', '/api/notifications/stream', streamInbox(app.platform, hub));
  mount(app, 'PATCH', '/api/notifications/:notificationId', markNotification);
  mount(app, 'POST', '/api/notifications/read-all', readAll);
  mount(app, 'GET', '/api/notifications/preferences', showPreferences);
  mount(app, 'PUT', '/api/notifications/preferences', setPreferences);
  mount(app, 'GET', '/api/notifications/messages', listMessages);
  mount(app, 'POST', '/api/notifications/messages/:messageId/retry', retryMessage);
  mount(app, 'GET', '/api/notifications/robots', listRobots);
  mount(app, 'POST', '/api/notifications/robots', addRobot);
  mount(app, 'PATCH', '/api/notifications/robots/:robotId', changeRobot);
  mount(app, 'DELETE', '/api/notifications/robots/:robotId', removeRobot);
  mount(app, 'POST', '/api/notifications/robots/:robotId/test', testRobot);
}
