import { lookup as systemLookup } from 'node:dns/promises';
import ipaddr from 'ipaddr.js';
import { type AddressTable, type Entry, parseEntry } from './address-table.ts';
import { OutgoingError } from './outgoing-error.ts';

/** How names become addresses; tests put their own in its place. */
export type Lookup = (host: string) => Promise<readonly { address: string; family: number }[]>;

const everyAddress: Lookup = (host) => systemLookup(host, { all: true, verbatim: true });

export interface Destination {
  readonly host: string;
  readonly port: number;
  /** The port is the usual one of its protocol, for which the table need not name it. */
  readonly usualPort: boolean;
}

export interface Allowed {
  readonly address: string;
  readonly family: 4 | 6;
}

/**
 * Looks a destination up, once, and answers the address that may be connected to: the host is listed and the address lies
 * outside, or the address itself is listed. Connect to that address and to no other. Throws OutgoingError.
 */
export async function allowedAddress(
  destination: Destination,
  table: AddressTable,
  lookup: Lookup = everyAddress,
): Promise<Allowed> {
  const host = destination.host
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '')
    .toLowerCase();
  const entries = table.map(parseEntry).filter((entry) => entry !== null && portFits(entry, destination)) as Entry[];
  const listed = entries.some(({ name }) => name !== null && nameFits(name, host));
  for (const address of await addressesOf(host, lookup)) {
    // An IPv4 address in the clothes of IPv6 is judged as what it is.
    const ip = ipaddr.process(address);
    const inside = entries.some(({ network }) => network !== null && within(ip, network));
    if (inside || (listed && ip.range() === 'unicast'))
      return { address: ip.toString(), family: ip.kind() === 'ipv4' ? 4 : 6 };
  }
  throw new OutgoingError(
    'refused',
    listed
      ? `${host} 指向内部或保留地址，已拒绝。确需访问内部地址的，请安全管理员在“外联地址表”中列出该 IP 地址或网段。`
      : `${destination.usualPort ? host : `${host}:${destination.port}`} 不在外联地址表中，已拒绝。请安全管理员核实后在“外联地址表”中加入。`,
  );
}

async function addressesOf(host: string, lookup: Lookup): Promise<string[]> {
  if (ipaddr.isValid(host)) return [host];
  try {
    return (await lookup(host)).map(({ address }) => address).filter((address) => ipaddr.isValid(address));
  } catch {
    throw new OutgoingError('unreachable', `找不到主机 ${host}。请检查地址是否写对，以及服务器的域名解析。`);
  }
}

const portFits = (entry: Entry, { port, usualPort }: Destination): boolean =>
  entry.port === null ? usualPort : entry.port === port;

const nameFits = (name: string, host: string): boolean =>
  name.startsWith('*.') ? host.endsWith(name.slice(1)) && host.length > name.length - 1 : host === name;

function within(ip: ipaddr.IPv4 | ipaddr.IPv6, [network, length]: NonNullable<Entry['network']>): boolean {
  return ip.kind() === network.kind() && ip.match(network, length);
}
