import type { Options } from '../../options.ts';
import type { Platform } from '../../platform/platform.ts';
import { auditOrder } from '../commands/audit.ts';
import { backupOrder } from '../commands/backup.ts';
import { factsOrder } from '../commands/doctor.ts';
import type { ControlHandler } from './contract.ts';

/** What a running server does for programs on its machine. */
export const serverOrders = (platform: Platform, options: Options): Readonly<Record<string, ControlHandler>> => ({
  hello: async () => null,
  options: async () => {
    const { host, port, keys, trustedProxies, metricsToken } = options;
    return { host, port, keys, trustedProxies, metricsToken: metricsToken && '…' };
  },
  facts: factsOrder(platform),
  audit: auditOrder(platform),
  backup: backupOrder(platform, options.keys),
});
