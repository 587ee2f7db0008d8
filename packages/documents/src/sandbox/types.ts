/** What a parser may cost. */
export interface SandboxLimits {
  /** Of the whole process, buffers included, beyond what the runtime itself takes. */
  memoryMb: number;
  timeoutMs: number;
}

/** What an entry module's default export is given beside its input. */
export interface SandboxContext {
  /** Tells the parent how far it is; any structured-cloneable value. */
  progress(message: unknown): void;
}

/** The default export of an entry module. */
export type SandboxEntry<Input, Result> = (input: Input, context: SandboxContext) => Result | Promise<Result>;

export interface ToSandbox {
  entry: string;
  input: unknown;
  limits: SandboxLimits;
}

export type FromSandbox<Result> =
  | { type: 'progress'; message: unknown }
  | { type: 'result'; result: Result }
  /** `code` is '' for an error that carries none: a defect of the parser. */
  | { type: 'error'; document: boolean; code: string; message: string; details: Record<string, string | number> };

/** What the child's last words say when it was memory: V8's, or the watchdog's. */
export const MEMORY_EXIT_WORDS =
  /heap out of memory|heap limit|Array buffer allocation failed|LUOSHI_PARSER_MEMORY|ENOMEM/u;

/** An error with a code that an entry module threw, other than `DocumentError`. */
export class SandboxError extends Error {
  readonly code: string;
  readonly details: Record<string, string | number>;

  constructor(code: string, message: string, details: Record<string, string | number>) {
    super(message);
    this.name = 'SandboxError';
    this.code = code;
    this.details = details;
  }
}
