import ipaddr from 'ipaddr.js';
import { z } from 'zod';
import { setting } from '../settings.ts';

/** One line of the table: a name (a leading *. is any name below), an address or a network, and the port where it is not the usual one. */
export interface Entry {
  readonly name: string | null;
  readonly network: readonly [ipaddr.IPv4 | ipaddr.IPv6, number] | null;
  /** Null: 443 and 80 for a URL, whatever is asked for a mail server. */
  readonly port: number | null;
}

const NAME = /^(\*\.)?([a-z0-9_]([a-z0-9_-]*[a-z0-9_])?\.)*[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?$/;

/** "qyapi.weixin.qq.com", "*.example.gov.cn", "10.1.2.3:8443", "10.0.0.0/8", "[fd00::1]:443"; null where it is none of them. */
export function parseEntry(text: string): Entry | null {
  const [, bracketed, plain, portText] =
    /^(?:\[([^\]]+)\]|([^:]+|[0-9a-f:]+(?:\/\d+)?))(?::(\d{1,5}))?$/i.exec(text.trim()) ?? [];
  const host = (bracketed ?? plain)?.toLowerCase();
  const port = portText === undefined ? null : Number(portText);
  if (!host || (port !== null && (port < 1 || port > 65_535))) return null;
  const network = parseNetwork(host);
  if (network) return { name: null, network, port };
  return NAME.test(host) && !/^[\d.]+$/.test(host) ? { name: host, network: null, port } : null;
}

function parseNetwork(host: string): Entry['network'] {
  const [address, bits, ...rest] = host.split('/');
  if (rest.length || !address) return null;
  const ip = ipaddr.IPv4.isValidFourPartDecimal(address)
    ? ipaddr.IPv4.parse(address)
    : ipaddr.IPv6.isValid(address)
      ? ipaddr.process(address)
      : null;
  if (!ip) return null;
  const most = ip.kind() === 'ipv4' ? 32 : 128;
  const length = bits === undefined ? most : /^\d{1,3}$/.test(bits) ? Number(bits) : Number.NaN;
  return length >= 1 && length <= most ? [ip, length] : null;
}

const Line = z
  .string()
  .trim()
  .max(260)
  .refine((text) => parseEntry(text) !== null, {
    message:
      '应为主机名（可用 *. 开头）、IP 地址或网段，必要时加端口，例如 qyapi.weixin.qq.com、10.1.2.3:8443、10.0.0.0/16',
  });

/** Where this city lets the server connect to. Inside addresses are reached only where they are listed as addresses. */
export const outgoingAddresses = setting({
  name: 'outgoing.addresses',
  label: '外联地址表',
  schema: z.array(Line).max(200, '外联地址表不超过 200 条'),
  standard: ['qyapi.weixin.qq.com', 'oapi.dingtalk.com'],
  owner: 'security_administrator',
});

export type AddressTable = z.output<typeof outgoingAddresses.schema>;
