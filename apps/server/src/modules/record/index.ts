export { type Fact, record, recordAll } from './record.ts';
