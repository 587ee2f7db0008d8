export { readMeasures } from './read.ts';
export type * from './types.ts';
