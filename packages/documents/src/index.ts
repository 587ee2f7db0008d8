export { DocumentError, type DocumentErrorCode } from './errors.ts';
export type * from './layouts/types.ts';
export { LIMITS } from './limits.ts';
export { readBytes, readDocument } from './read/read-document.ts';
export { findSecurityMarking, type SecurityMarking } from './read/security-marking.ts';
export type { DocumentKind, ReadDocument, TextSpan } from './read/types.ts';
export { readDocumentInWorker } from './sandbox/read-in-worker.ts';
export { runInSandbox } from './sandbox/run-in-sandbox.ts';
export { type SandboxContext, type SandboxEntry, SandboxError, type SandboxLimits } from './sandbox/types.ts';
