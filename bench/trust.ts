import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Cluster, postgresServer, query, startCluster } from '../apps/server/src/testing/postgres.ts';
import { type Bench, type Measurement, median, round } from './measurement.ts';
import type { Load, Loaded } from './trust/load.ts';
import { NOTE } from './trust/room.ts';
import type { OursReady, OursSetting } from './trust/sides.ts';

const CLIENTS = 16;
const ROUNDS = 7;
const ROUND_SECONDS = 3;
const DATABASE = 'luoshi_bench';

/** What one side did in its rounds. */
interface Side {
  readonly name: string;
  readonly load: Omit<Load, 'connections' | 'seconds'>;
  /** How many events still wait for the chain; work that belongs to the side's own time. */
  readonly behind?: () => Promise<number>;
  readonly perSecond: number[];
  readonly times: number[];
}

class Program {
  readonly #child: ChildProcess;
  constructor(name: string) {
    this.#child = fork(join(import.meta.dirname, 'trust', `${name}.ts`), {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
  }
  ask<Answer>(message: object | string): Promise<Answer> {
    const { promise, resolve, reject } = Promise.withResolvers<Answer>();
    const gone = (code: number | null) => reject(new Error(`a process of the bench ended (${code})`));
    this.#child.once('exit', gone);
    this.#child.once('message', (answer) => {
      this.#child.off('exit', gone);
      resolve(answer as Answer);
    });
    this.#child.send(message);
    return promise;
  }
  end(): void {
    this.#child.removeAllListeners('exit');
    this.#child.kill('SIGKILL');
  }
}

/** One round of one side: its requests, and the time until nothing of them is left to do. */
async function oneRound(loader: Program, side: Side, seconds: number): Promise<void> {
  const began = performance.now();
  const loaded = await loader.ask<Loaded>({ ...side.load, connections: CLIENTS, seconds } satisfies Load);
  if (loaded.refused > 0) throw new Error(`${side.name}: ${loaded.refused} refused, first:\n${loaded.firstRefusal}`);
  while (side.behind && (await side.behind()) > 0) await pause(20);
  side.perSecond.push(loaded.answers / ((performance.now() - began) / 1000));
  side.times.push(...loaded.times);
}

const p99 = (times: number[]): number =>
  [...times].sort((a, b) => a - b)[Math.floor(times.length * 0.99)] ?? Number.NaN;

async function compare(sides: readonly Side[]): Promise<void> {
  const loader = new Program('load');
  try {
    for (const side of sides) await oneRound(loader, side, 2);
    for (const side of sides) {
      side.perSecond.length = 0;
      side.times.length = 0;
    }
    // Side by side, round by round, so that a busy moment of the machine falls on all of them.
    for (let i = 0; i < ROUNDS; i += 1)
      for (const side of i % 2 ? sides.toReversed() : sides) await oneRound(loader, side, ROUND_SECONDS);
  } finally {
    loader.end();
  }
}

const side = (
  name: string,
  load: Partial<Side['load']> & { port: number; path: string },
  behind?: Side['behind'],
): Side => ({
  name,
  load: { body: NOTE, cookies: [], keyed: false, ...load },
  ...(behind ? { behind } : {}),
  perSecond: [],
  times: [],
});

async function startOurs(setting: OursSetting): Promise<{ program: Program; sides: [Side, Side] }> {
  const program = new Program('ours');
  const { port, cookies } = await program.ask<OursReady>(setting);
  const behind = async () => (await program.ask<{ waiting: number }>('behind')).waiting;
  const path = '/api/bench/notes';
  return {
    program,
    sides: [
      side('operation', { port, path, cookies }, behind),
      side('operation with idempotency key', { port, path, cookies, keyed: true }, behind),
    ],
  };
}

function against(ours: Side, floor: Side, goal: number): Measurement {
  // Round by round: the two of a round had the same machine.
  const ratio = median(ours.perSecond.map((value, i) => value / floor.perSecond[i]!));
  return {
    name: `trust: ${ours.name}`,
    value: round(median(ours.perSecond), 0),
    unit: 'a second',
    against: `${floor.name} ${round(median(floor.perSecond), 0)}`,
    ratio: round(ratio, 3),
    goal: `>= ${goal}`,
    met: ratio >= goal,
  };
}

const latency = (ours: Side, goal: number | null): Measurement => ({
  name: `trust: ${ours.name}, p99`,
  value: round(p99(ours.times), 1),
  unit: 'ms',
  against: '',
  ratio: null,
  goal: goal === null ? '' : `< ${goal} ms`,
  met: goal === null ? null : p99(ours.times) < goal,
});

async function onPostgres(cluster: Cluster): Promise<Measurement[]> {
  const address = cluster.address(DATABASE);
  await query(cluster.administrator, 'create role luoshi_app nologin; grant luoshi_app to luoshi');
  await query(cluster.address('postgres'), `create database ${DATABASE}`);
  const { program, sides } = await startOurs({ url: address });
  const floor = new Program('floor');
  try {
    const { tenantId, personId } = await program.ask<OursReady>('who');
    const { port } = await floor.ask<{ port: number }>({ url: address, tenantId, personId });
    const bare = side('bare fastify + pg with an audit row', { port, path: '/bare' });
    const role = side('the same with role and tenant', { port, path: '/role' });
    await compare([...sides, bare, role]);
    return [
      ...sides.flatMap((ours) => [against(ours, bare, 0.4), against(ours, role, 0.6), latency(ours, 50)]),
      latency({ ...bare, name: bare.name }, null),
    ];
  } finally {
    program.end();
    floor.end();
  }
}

async function onEmbedded(): Promise<Measurement[]> {
  const { program, sides } = await startOurs({ url: null });
  try {
    await compare(sides);
    return sides.flatMap((ours) => [
      {
        name: `trust: ${ours.name}, embedded database`,
        value: round(median(ours.perSecond), 0),
        unit: 'a second',
        against: '',
        ratio: null,
        goal: '',
        met: null,
      },
      latency({ ...ours, name: `${ours.name}, embedded database` }, null),
    ]);
  } finally {
    program.end();
  }
}

async function run(): Promise<Measurement[]> {
  const from = postgresServer();
  const measured: Measurement[] = [];
  if (from && 'programs' in from) {
    const cluster = await startCluster(from.programs, { synced: true });
    try {
      measured.push(...(await onPostgres(cluster)));
    } finally {
      await cluster.stop();
    }
  } else
    process.stderr.write(
      'trust: no PostgreSQL programs to start a server of its own from; only the embedded database\n',
    );
  return [...measured, ...(await onEmbedded())];
}

export const trustBench: Bench = {
  name: 'trust',
  about:
    'an operation with session, permission, role, event, chain and outbox, beside bare fastify + pg (both with fsync)',
  run,
};
