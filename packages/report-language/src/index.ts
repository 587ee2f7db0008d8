export { decompose } from './decompose.ts';
export { readDue } from './tasks/due.ts';
export type * from './types.ts';
