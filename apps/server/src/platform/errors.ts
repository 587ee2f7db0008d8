/** Every refusal of the server: its code, when it happens, and the HTTP status that it becomes. */
export const ERROR_STATUS = {
  /** The input did not fit the operation's schema; details.fields says where. */
  INPUT_INVALID: 400,
  /** The request is not JSON, or not the form that the operation takes. */
  REQUEST_MALFORMED: 400,
  /** No session, or it has ended. */
  SIGN_IN_REQUIRED: 401,
  /** Unknown account or wrong password: never says which. */
  SIGN_IN_FAILED: 401,
  /** The person's roles do not allow the operation. */
  NOT_ALLOWED: 403,
  /** The session lacks a new password; only setting one is possible. */
  PASSWORD_CHANGE_REQUIRED: 403,
  /** The session lacks the second factor; only giving it is possible. */
  SECOND_FACTOR_REQUIRED: 403,
  /** A write that came from another site. */
  FOREIGN_ORIGIN: 403,
  /** Nothing under this id in this city. */
  NOT_FOUND: 404,
  /** The row changed since its reader saw it. */
  EDIT_CONFLICT: 409,
  /** The same idempotency key with another request. */
  IDEMPOTENCY_KEY_REUSED: 409,
  /** The request body is over the limit (not an uploaded file: that is FILE_TOO_LARGE). */
  BODY_TOO_LARGE: 413,
  /** Too many requests from one address or person; details.retryAfter says how many seconds to wait. */
  TOO_MANY_REQUESTS: 429,
  /** Too many attempts to sign in. */
  TOO_MANY_ATTEMPTS: 429,
  /** Something broke that nobody foresaw; logged with the request's id. */
  INTERNAL: 500,
  /** The server is still starting. */
  STARTING: 503,

  // Accounts
  /** Too many wrong passwords or codes in a row; details.until says when the lock ends. */
  ACCOUNT_LOCKED: 423,
  /** The password that is there, asked for once more, is wrong. */
  PASSWORD_WRONG: 422,
  /** The new password does not keep the rules; details.faults says which. */
  PASSWORD_REFUSED: 422,
  /** The code of the second factor is wrong, or was used before. */
  SECOND_FACTOR_WRONG: 422,
  /** There is a second factor already, or none, or it is required. */
  SECOND_FACTOR_STATE: 409,
  /** An administrator would do to their own account what another must do. */
  OWN_ACCOUNT: 409,
  /** The account is disabled, or is a machine's, and so not for this. */
  ACCOUNT_STATE: 409,
  /** Another account has this name, or the person has one already. */
  ACCOUNT_TAKEN: 409,
  /** A token may not be for one of these operations; details.scopes says which. */
  TOKEN_SCOPE: 422,
  /** The token would be valid for too long, or not at all. */
  TOKEN_EXPIRY: 422,
  /** There is no provider of single sign-on. */
  SSO_NOT_SET: 409,
  /** The provider did not vouch for anybody: it refused, cannot be reached, or the answer does not fit what was asked. */
  SSO_FAILED: 502,
  /** The provider knows this person, and no account here is linked to them. */
  SSO_UNKNOWN: 403,

  // People and organisations
  /** An organisation would come to stand below itself. */
  ORGANISATION_CYCLE: 422,
  /** It does not exist on that day, or a change of it stands in the way; details says which. */
  ORGANISATION_ENDED: 409,
  /** Something still hangs on it: posts, organisations below it, an organ; details lists them. */
  ORGANISATION_IN_USE: 409,
  /** Another one has this code. */
  CODE_TAKEN: 409,
  /** A person would hold an administrator's role and another one on the same day. */
  ADMINISTRATORS_APART: 409,
  /** The post has a deputy on some of these days already. */
  DEPUTY_OVERLAP: 409,
  /** What the import showed is no longer what it would do; details says what has changed. */
  IMPORT_CHANGED: 409,
  /** Rows of the workbook are wrong, so nothing of it can be applied. */
  IMPORT_HAS_PROBLEMS: 409,
  /** Another import is being applied. */
  IMPORT_RUNNING: 409,

  // Import of a report
  /** The uploaded file has no bytes, or there is no file. */
  FILE_EMPTY: 400,
  /** Over the upload limit. */
  FILE_TOO_LARGE: 413,
  /** Not a kind that is read: .txt, .docx, .pdf, .html. */
  FILE_KIND_UNKNOWN: 415,
  /** The content is not what the name says, e.g. a .doc renamed .docx. */
  FILE_KIND_MISMATCH: 415,
  /** A password is needed to open it. */
  FILE_ENCRYPTED: 422,
  /** A PDF of pictures, without text. */
  FILE_SCANNED: 422,
  /** It unpacks to far more than it should. */
  FILE_BOMB: 422,
  /** It cannot be opened at all. */
  FILE_DAMAGED: 422,
  /** The text is neither UTF-8 nor GB18030. */
  FILE_ENCODING: 422,
  /** The virus scanner found something: nothing is kept. */
  FILE_INFECTED: 422,
  /** It waits for the virus scanner, or was found infected since. */
  FILE_QUARANTINED: 409,
  /** The virus scanner does not answer, and the city takes nothing unscanned. */
  SCANNER_UNREACHABLE: 503,
  /** A picture or film tells a place that cannot be taken out of it, and the city keeps none. */
  FILE_TELLS_PLACE: 422,
  /** A security marking was found: nothing is kept. */
  FILE_CLASSIFIED: 422,
  /** The text is no government work report. */
  NOT_A_REPORT: 422,
  /** A report without a plan part. */
  REPORT_WITHOUT_PLAN: 422,
  /** Reading took too long and was stopped. */
  PARSER_TIMEOUT: 422,
  /** Reading took too much memory and was stopped. */
  PARSER_MEMORY: 422,
  /** Neither the report nor the person says its year. */
  YEAR_UNKNOWN: 422,
  /** The same bytes are the report of a government that is out of the person's reach. */
  REPORT_OF_ANOTHER_ORGAN: 409,
  /** The box "不涉密" was not ticked. */
  UNCLASSIFIED_NOT_CONFIRMED: 400,

  // Record
  /** Somebody who is to be erased still holds a post. */
  PERSON_STILL_IN_POST: 409,
  /** Erasing the person has been asked for already. */
  ERASURE_ASKED: 409,

  // Breakdown
  /** The breakdown has been issued and is read-only. */
  BREAKDOWN_ISSUED: 409,
  /** Something is still pending or lacking; details says what. */
  BREAKDOWN_INCOMPLETE: 409,
  /** The person has no edit of their own that is still in force. */
  NOTHING_TO_UNDO: 409,
  /** An offset to split at lies outside the sentence or inside a character. */
  SPLIT_OUTSIDE_SENTENCE: 422,
  /** The sentence to merge does not follow. */
  MERGE_NOT_NEXT: 422,
  /** A newer version of the report has been imported. */
  NOT_CURRENT_VERSION: 409,
} as const satisfies Record<string, number>;

export type ErrorCode = keyof typeof ERROR_STATUS;

/**
 * The one error that operations throw to refuse. Thrown inside a transaction it rolls back; a returned error would commit.
 * `message` is Chinese and says what is wrong, where, and what to do; `details` are facts for the page.
 */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly details: Record<string, unknown> | undefined;

  constructor(code: ErrorCode, message: string, details?: Record<string, unknown>) {
    super(message);
    this.name = 'AppError';
    this.code = code;
    this.details = details;
  }

  get status(): number {
    return ERROR_STATUS[this.code];
  }
}

/** The server must not start; `message` is Chinese, for the person at the terminal. */
export class StartRefused extends Error {}
