export { DocumentError, type DocumentErrorCode } from './errors.ts';
export type * from './layouts/types.ts';
