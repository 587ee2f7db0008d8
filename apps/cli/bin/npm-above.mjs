import { readFileSync } from 'node:fs';

const LOOK_EVERY_MS = 500;

/**
 * Calls `gone` once the npm that started this process is gone. `npm start` puts a shell between itself and the launcher, and
 * a signal sent to npm, or its kill -9, ends npm and the shell alone: the server would stay and keep folder and port.
 * Looks in /proc, so on Linux only. A launcher that npm did not start is left alone: it may outlive its terminal.
 */
export function whenNpmIsGone(gone) {
  const parent = process.ppid;
  // The shell is there only where it did not put the launcher in its own place.
  const above = isNpm(parent) ? null : look(parent)?.parent;
  if (above !== null && !isNpm(above)) return;
  const timer = setInterval(() => {
    if (process.ppid === parent && (above === null || look(parent)?.parent === above)) return;
    clearInterval(timer);
    gone();
  }, LOOK_EVERY_MS);
  timer.unref();
}

const isNpm = (pid) => look(pid)?.name.startsWith('npm') ?? false;

/** Name and parent of a process. Its entry is `pid (name) state parent …`, and the name may contain anything. */
function look(pid) {
  try {
    const entry = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const end = entry.lastIndexOf(')');
    return { name: entry.slice(entry.indexOf('(') + 1, end), parent: Number(entry.slice(end + 2).split(' ')[1]) };
  } catch {
    return null;
  }
}
