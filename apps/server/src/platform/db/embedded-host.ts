import { fork } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { parentPort, Worker } from 'node:worker_threads';

const ENGINE = new URL('./embedded-worker.ts', import.meta.url);

/** Where an engine runs, as who asks it sees it. */
export interface Host {
  post(message: object): void;
  /** `gone` is called once the engine has ended, however that came. */
  hear(message: (value: never) => void, gone: (error: Error) => void): void;
  end(): Promise<unknown>;
}

/** In a thread of this process: the quickest way there and back. */
export function hostInThread(): Host {
  const worker = new Worker(ENGINE);
  return {
    post: (message) => worker.postMessage(message),
    hear(message, gone) {
      worker.on('message', (value) => message(value as never));
      worker.on('error', (error) => gone(error instanceof Error ? error : new Error(String(error))));
      worker.on('exit', (code) => gone(ended(code)));
    },
    end: () => worker.terminate(),
  };
}

/**
 * In a process of its own, for an engine beside the one that serves: whatever becomes of it, the server goes on. It ends
 * with this process.
 */
export function hostInProcess(): Host {
  const child = fork(ENGINE, { serialization: 'advanced', execArgv: ['--disable-warning=ExperimentalWarning'] });
  const exit = new Promise((resolve) => child.on('exit', resolve));
  // Whoever is served comes first. Where that is not allowed it runs as fast as the rest.
  try {
    setPriority(child.pid!, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {}
  return {
    post: (message) => child.send(message),
    hear(message, gone) {
      child.on('message', (value) => message(value as never));
      child.on('error', gone);
      child.on('exit', (code, signal) => gone(ended(code ?? signal)));
    },
    end() {
      child.kill('SIGKILL');
      return exit;
    },
  };
}

const ended = (how: unknown) => new Error(`the embedded database's engine ended (${how})`);

/** The other end: for the engine, wherever it runs. */
export function portToHost(): { post(message: object): void; hear(message: (value: never) => void): void } {
  const port = parentPort;
  if (port)
    return {
      post: (message) => port.postMessage(message),
      hear: (message) => port.on('message', (value) => message(value as never)),
    };
  process.on('disconnect', () => process.exit());
  // Ctrl+C reaches every process of the terminal; this one ends when it is told to.
  process.on('SIGINT', () => {});
  return {
    post: (message) => process.send!(message),
    hear: (message) => process.on('message', (value) => message(value as never)),
  };
}
