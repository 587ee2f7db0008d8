// Runs the program given as its first argument, and ends it as if it had been told to when the launcher is gone, even by
// kill -9. A program between, not a preload: a preload would be handed on to the program's own children.
import { pathToFileURL } from 'node:url';

if (process.channel) {
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  // The channel itself keeps no program alive.
  process.channel.unref();
}
process.argv.splice(1, 1);
await import(pathToFileURL(process.argv[1]).href);
