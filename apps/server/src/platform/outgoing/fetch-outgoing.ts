import { type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { LookupFunction } from 'node:net';
import type { AddressTable } from './address-table.ts';
import { type Allowed, allowedAddress, type Lookup } from './allowed-address.ts';
import { OutgoingError } from './outgoing-error.ts';

const TIMEOUT_MS = 10_000;
const MOST_BYTES = 256 * 1024;

export interface OutgoingRequest {
  /** The city's setting `outgoing.addresses`. */
  readonly table: AddressTable;
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** From the look-up to the last byte; 10 s unless told. */
  readonly timeoutMs?: number;
  /** Of the answer; 256 KB unless told. */
  readonly mostBytes?: number;
  readonly signal?: AbortSignal;
  readonly lookup?: Lookup;
}

export interface OutgoingAnswer {
  readonly status: number;
  readonly text: string;
}

/**
 * Speaks to an address that a user has set, if the city's table lets it: the name is looked up once and the connection goes
 * to the very address that was judged; redirects are refused; time and size are bounded. Throws OutgoingError.
 */
export async function fetchOutgoing(url: string, options: OutgoingRequest): Promise<OutgoingAnswer> {
  const target = readUrl(url);
  const deadline = AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS);
  const signal = options.signal ? AbortSignal.any([deadline, options.signal]) : deadline;
  const secure = target.protocol === 'https:';
  const usual = secure ? 443 : 80;
  const port = target.port === '' ? usual : Number(target.port);
  const looked = allowedAddress(
    { host: target.hostname, port, usualPort: port === usual },
    options.table,
    options.lookup,
  );
  const pinned = await Promise.race([looked, aborted(signal)]);
  return exchange(target, secure, pinned, options, signal);
}

/** Decimal, octal and hexadecimal forms of an address become the usual one here; what is judged is what is connected to. */
function readUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:'))
    throw new OutgoingError('refused', '地址应以 https:// 或 http:// 开头，请检查。');
  if (url.username || url.password) throw new OutgoingError('refused', '地址中不能带账号和密码，请检查。');
  return url;
}

const aborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    const stop = () => reject(new OutgoingError('unreachable', '对方没有在规定时间内应答，没有发出。'));
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
  });

function exchange(
  url: URL,
  secure: boolean,
  pinned: Allowed,
  { method = 'POST', headers = {}, body = '', mostBytes = MOST_BYTES }: OutgoingRequest,
  signal: AbortSignal,
): Promise<OutgoingAnswer> {
  return new Promise((resolve, reject) => {
    let handed = false;
    const fail = (error: Error) => {
      request.destroy();
      reject(error instanceof OutgoingError ? error : failureOf(error, url.hostname, handed, signal));
    };
    const request: ClientRequest = (secure ? httpsRequest : httpRequest)(url, {
      method,
      headers: { ...headers, 'content-length': Buffer.byteLength(body), connection: 'close' },
      agent: false,
      lookup: pinnedTo(pinned),
      signal,
    });
    request.on('error', fail);
    request.on('finish', () => {
      handed = true;
    });
    request.on('response', (response) => {
      if (response.statusCode! >= 300 && response.statusCode! < 400)
        return fail(new OutgoingError('refused', `${url.hostname} 要求转到别的地址，已拒绝。请填写最终的地址。`));
      read(response, mostBytes).then((text) => resolve({ status: response.statusCode!, text }), fail);
    });
    request.end(body);
  });
}

/** Whatever name is asked for, the answer is the address that was judged. */
const pinnedTo =
  ({ address, family }: Allowed): LookupFunction =>
  (_host, options, done) => {
    if (options.all) done(null, [{ address, family }]);
    else done(null, address, family);
  };

async function read(response: IncomingMessage, mostBytes: number): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > mostBytes) throw new OutgoingError('silent', '对方的应答超出了大小上限，不知道是否已受理。');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function failureOf(error: Error, host: string, handed: boolean, signal: AbortSignal): OutgoingError {
  const why = signal.aborted
    ? '没有在规定时间内应答'
    : `连接出错（${(error as NodeJS.ErrnoException).code ?? error.name}）`;
  return handed
    ? new OutgoingError('silent', `${host} ${why}，不知道对方是否已收到。`)
    : new OutgoingError('unreachable', `${host} ${why}，没有发出。请检查网络和对方的服务。`);
}
