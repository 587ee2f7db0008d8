export { decompose } from './decompose.ts';
export type * from './types.ts';
