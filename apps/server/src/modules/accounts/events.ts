/** What signing in and the keeping of accounts leave in the record. */
import { z } from 'zod';
import { eventType } from '../record/index.ts';

export const signedIn = eventType({ name: 'accounts.sign-in', label: '登录', subject: 'person', data: z.object({}) });
