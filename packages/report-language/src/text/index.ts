export { type CleanText, cleanText, originalSpan } from './clean.ts';
