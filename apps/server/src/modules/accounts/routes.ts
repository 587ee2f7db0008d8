import type { App } from '../../platform/http/app.ts';
import { mount } from '../../platform/http/mount.ts';
import { greet } from './greet.ts';
import { showMe } from './show-me.ts';
import { signIn } from './sign-in.ts';
import { signOut } from './sign-out.ts';

export function routes(app: App): void {
  mount(app, 'POST', '/api/session', signIn, { perMinute: 10 });
  mount(app, 'GET', '/api/session', showMe);
  mount(app, 'DELETE', '/api/session', signOut);
  mount(app, 'GET', '/api/city', greet);
}
