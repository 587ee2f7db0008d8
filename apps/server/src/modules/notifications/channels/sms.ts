import type { Outcome } from '../lifecycle.ts';
import type { Words } from './words.ts';

/** Whoever sends text messages: a gateway of the city puts its own beside the simulator. */
export interface SmsSender {
  send(phone: string, words: Words): Promise<Outcome>;
}

/** Nothing leaves the house: the message is marked 模拟, and the delivery page shows what would have been sent. */
export const simulator: SmsSender = {
  send: async () => ({ kind: 'delivered', simulated: true }),
};
