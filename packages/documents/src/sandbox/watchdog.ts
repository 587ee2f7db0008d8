import { writeSync } from 'node:fs';
import { workerData } from 'node:worker_threads';

const { maxRss, deadline } = workerData as { maxRss: number; deadline: number };

setInterval(() => {
  if (process.memoryUsage.rss() > maxRss) {
    writeSync(2, 'LUOSHI_PARSER_MEMORY\n');
    process.kill(process.pid, 'SIGKILL');
  }
  if (Date.now() > deadline) process.kill(process.pid, 'SIGKILL');
}, 50);
