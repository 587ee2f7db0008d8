export { buildServer, type Server } from './app.ts';
export { type Options, readOptions } from './options.ts';
export { StartRefused } from './platform/errors.ts';
export { type Running, startServer } from './start.ts';
