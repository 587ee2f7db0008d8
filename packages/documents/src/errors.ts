/** Why a file could not be read. The message is for the person who chose the file. */
export type DocumentErrorCode =
  | 'FILE_EMPTY' // no bytes, or no words in it
  | 'FILE_TOO_LARGE' // more than 50 MB
  | 'FILE_KIND_UNKNOWN' // none of txt, docx, pdf, html
  | 'FILE_KIND_MISMATCH' // the bytes are not what the extension says
  | 'FILE_ENCRYPTED' // needs a password
  | 'FILE_SCANNED' // a pdf of pictures
  | 'FILE_BOMB' // inflates beyond all reason
  | 'FILE_DAMAGED' // begins like its kind, cannot be read to the end
  | 'FILE_ENCODING' // bytes that are no text in any encoding we know
  | 'FILE_CLASSIFIED' // carries a security marking (绝密, 机密, 秘密)
  | 'PARSER_TIMEOUT' // reading took longer than allowed
  | 'PARSER_MEMORY' // reading took more memory than allowed
  | 'PARSER_CRASHED'; // the reading process ended without an answer

/**
 * The one error that reading a document throws. `message` says in Chinese what is wrong, where, and what to do;
 * `details` carries the facts (limits, offsets) for logs and tests.
 */
export class DocumentError extends Error {
  readonly code: DocumentErrorCode;
  readonly details: Record<string, string | number>;

  constructor(code: DocumentErrorCode, message: string, details: Record<string, string | number> = {}) {
    super(message);
    this.name = 'DocumentError';
    this.code = code;
    this.details = details;
  }
}
