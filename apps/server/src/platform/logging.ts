import { type DestinationStream, type Logger, pino, stdSerializers } from 'pino';
import { AppError } from './errors.ts';

/** What has the form of a phone or identity number, a token or a cookie, wherever in a line it stands. */
const PERSONAL: readonly [RegExp, string][] = [
  [/(?<![0-9A-Za-z-])1[3-9]\d{9}(?!\d)/g, '[手机号]'],
  [/(?<!\d)[1-9]\d{16}[\dXx](?!\d)/g, '[证件号]'],
  [/[\w.+-]+@[\w-]+(\.[\w-]+)+/g, '[邮箱]'],
  [/(Bearer |luoshi_session=)[\w.~+/=-]+/g, '$1[…]'],
];

interface PostgresError extends Error {
  code: string;
  severity: string;
  table?: string;
  constraint?: string;
  routine?: string;
}

/**
 * The server's log: a JSON line each, without anybody's name, number or token. What the database and our own refusals say
 * of values stays out of it; the code, the table and the place in the program are enough to find the cause.
 */
export function createLogger(level: string, destination: DestinationStream): Logger {
  return pino(
    {
      level,
      base: undefined,
      redact: ['req.headers', 'headers', '*.password', '*.token'],
      serializers: { err: errorForLog, error: errorForLog },
      hooks: { streamWrite: withoutPersonal },
    },
    destination,
  );
}

export const withoutPersonal = (line: string): string =>
  PERSONAL.reduce((text, [pattern, instead]) => text.replace(pattern, instead), line);

function errorForLog(error: unknown): unknown {
  if (error instanceof AppError) return { type: 'AppError', code: error.code, stack: placesOf(error) };
  if (isPostgres(error)) {
    const { code, table, constraint, routine } = error;
    return { type: 'DatabaseError', code, table, constraint, routine, stack: placesOf(error) };
  }
  if (!(error instanceof Error)) return { type: typeof error };
  const { type, message, stack } = stdSerializers.err(error);
  const { code } = error as NodeJS.ErrnoException;
  return { type, message, ...(code === undefined ? {} : { code }), stack };
}

const isPostgres = (error: unknown): error is PostgresError =>
  error instanceof Error && 'severity' in error && /^[0-9A-Z]{5}$/.test((error as { code?: string }).code ?? '');

/** Where it came from, without the words. */
const placesOf = ({ stack }: Error): string =>
  (stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n');
