/** A city whose server, and whose PostgreSQL, is killed again and again while people work. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Acknowledged, Client } from './client.ts';
import { Disk } from './disk.ts';
import { Postgres } from './postgres.ts';
import { chances, signalAll } from './processes.ts';
import { reconcile } from './reconcile.ts';
import { Server } from './server.ts';
import { editing, Fault, importing, preferring, Revisions, same, tokens, type Work } from './work.ts';

export interface Plan {
  database: 'embedded' | 'postgres';
  /** Where PostgreSQL's programs are. */
  programs: string | null;
  kills: number;
  /** Simulated power losses, after the kills. */
  power: number;
  seed: number;
  /** Told of every kill and of the end, as a line of JSON. */
  tell(line: object): void;
}

export interface Outcome {
  database: Plan['database'];
  seed: number;
  kills: number;
  victims: Record<string, number>;
  powerLosses: number;
  /** Why there were none, where they were asked for. */
  withoutPower: string | null;
  acknowledged: number;
  sentAgain: number;
  replaysCompared: number;
  events: number;
  files: number;
  restartMs: { p50: number; max: number };
  faults: string[];
}

const PASSWORD = 'Luoshi-2026';
const MAINTAIN = join(import.meta.dirname, '../apps/server/src/maintenance/maintain.ts');
/** How many earlier writes are sent again after each kill. */
const REPLAYS = 4;

type Victim = 'server' | 'database' | 'both';

class City {
  readonly #plan: Plan;
  readonly #chance: () => number;
  readonly #home = mkdtempSync(join(tmpdir(), 'luoshi-torture-'));
  readonly disk: Disk | null;
  readonly #data: string;
  #database: Postgres | null = null;
  #server!: Server;
  #works: Work[] = [];
  readonly #revisions = new Revisions();
  readonly restarts: number[] = [];
  readonly faults: string[] = [];
  replays = 0;

  constructor(plan: Plan) {
    this.#plan = plan;
    this.#chance = chances(plan.seed);
    this.disk = plan.power > 0 ? Disk.make() : null;
    this.#data = join(this.disk?.folder ?? this.#home, 'data');
  }

  async begin(): Promise<void> {
    if (this.#plan.database === 'postgres')
      this.#database = await Postgres.make(this.#plan.programs!, this.disk?.folder ?? this.#home);
    this.#server = new Server(await freePort(), this.#data, this.#database?.url ?? null);
    await this.#server.start();
    const person = async (account: string) => {
      const client = new Client(this.#server.address);
      await client.signIn(account, PASSWORD);
      return client;
    };
    const office = await person('duchashi');
    const report = (await office.get('/api/reports')).body.reports[0];
    const organ = (await office.get('/api/organs')).body.organs[0];
    const of = { reportId: report.id, revisions: this.#revisions, chance: this.#chance };
    this.#works = [
      await editing(office, { ...of, half: 0 }),
      await editing(await person('duchashi2'), { ...of, half: 1 }),
      importing(await person('duchashi'), organ.id),
      await preferring(await person('nongye')),
      tokens(await person('tongji')),
    ];
  }

  get acknowledged(): Acknowledged[] {
    return this.#works.flatMap(({ client }) => client.acknowledged);
  }

  get sentAgain(): number {
    return this.#works.reduce((sum, { client }) => sum + client.tries, 0);
  }

  /** Everybody works until `until` settles and every write under way is answered. */
  async #workUntil(until: Promise<unknown>): Promise<void> {
    let over = false;
    const end = until.finally(() => {
      over = true;
    });
    const doing = this.#works.map(async (work) => {
      while (!over) {
        try {
          await work.step();
        } catch (error) {
          if (!(error instanceof Fault)) throw error;
          this.faults.push(`${work.name}: ${error.message}`);
          return;
        }
        await pause(Math.floor(this.#chance() * 20));
      }
    });
    await Promise.all([end, ...doing]);
  }

  /** Work, a kill at a random moment, the restart while everybody tries again, and a look at everything. */
  async kill(victim: Victim): Promise<void> {
    const killed = pause(150 + this.#chance() * 1_200).then(async () => {
      await Promise.all([
        victim === 'database' ? null : this.#server.end('SIGKILL'),
        victim === 'server' ? null : this.#database!.kill(),
      ]);
      await this.#restart();
      await pause(100);
    });
    await this.#workUntil(killed);
    await this.#look();
  }

  async #restart(): Promise<void> {
    const began = performance.now();
    await this.#database?.start();
    await this.#server.start();
    this.restarts.push(performance.now() - began);
  }

  /** Work until the power goes: what had not reached the disk is gone with all processes. */
  async losePower(): Promise<void> {
    const lost = pause(400 + this.#chance() * 2_500).then(async () => {
      const all = [...this.#server.processes(), ...(this.#database?.processes() ?? [])];
      signalAll(all, 'SIGSTOP');
      await pause(30);
      this.disk!.freeze();
      await Promise.all([this.#server.end('SIGKILL'), this.#database?.kill()]);
      this.disk!.restore();
      await this.#restart();
      await pause(100);
    });
    await this.#workUntil(lost);
    await this.#look();
  }

  async #look(): Promise<void> {
    try {
      for (const work of this.#works) await work.check();
      await this.#replay();
      const { named, begun } = this.#revisions;
      const gap = Array.from({ length: named.size }, (_, i) => begun + i + 1).find((revision) => !named.has(revision));
      if (gap !== undefined) throw new Fault(`no answer named revision ${gap}`);
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      this.faults.push(error.message);
    }
  }

  /** Some of the latest writes and some of any time, sent again: the first answer, and nothing done. */
  async #replay(): Promise<void> {
    const all = this.acknowledged;
    const latest = this.#works.flatMap(({ client }) => client.acknowledged.slice(-1));
    const any = Array.from({ length: REPLAYS }, () => all[Math.floor(this.#chance() * all.length)]!);
    for (const one of [...latest, ...any].filter(Boolean)) {
      const answer = await one.client.again(one);
      this.replays += 1;
      if (!answer.replayed || answer.status !== one.answer.status || !same(answer.body, one.answer.body))
        throw new Fault(`${one.method} ${one.path} was answered otherwise under its key the second time`);
    }
  }

  /** Everything once more with the server stopped: the tables, the files, the record. */
  async close(): Promise<{ events: number; files: number }> {
    await this.#look();
    await this.#untilImported();
    await this.#server.end('SIGTERM');
    const url = this.#database?.url ?? null;
    const env = { ...process.env, DATABASE_URL: url ?? '' };
    const args = ['--disable-warning=ExperimentalWarning', MAINTAIN, 'audit', 'verify', '--data', this.#data];
    const verified = spawnSync(process.execPath, args, { env, encoding: 'utf8' });
    if (verified.status !== 0) this.faults.push(`the record does not verify: ${verified.stdout}${verified.stderr}`);
    try {
      return await reconcile(this.#data, url, this.acknowledged);
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      this.faults.push(error.message);
      return { events: 0, files: 0 };
    }
  }

  /** Imports that still wait are finished: one step of theirs each does nothing else. */
  async #untilImported(): Promise<void> {
    const importing = this.#works.find(({ name }) => name === 'importing')!;
    for (let tries = 0; tries < 600 && importing.pending?.(); tries += 1) {
      await importing.step();
      await pause(100);
    }
    if (importing.pending?.()) this.faults.push('an import was never finished');
    await importing.check();
  }

  async remove(): Promise<void> {
    await this.#server?.end('SIGKILL');
    await this.#database?.end();
    this.disk?.end();
    rmSync(this.#home, { recursive: true, force: true });
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Runs a plan to its end. What was found wrong is in `faults`; it throws only where it could not be carried out. */
export async function torture(plan: Plan): Promise<Outcome> {
  const city = new City(plan);
  const chance = chances(plan.seed + 1);
  const victims: Record<string, number> = {};
  let powerLosses = 0;
  // Stopped by hand, nothing is left: no server, no PostgreSQL, no disk.
  const stopped = () => city.remove().finally(() => process.exit(130));
  process.once('SIGINT', stopped).once('SIGTERM', stopped);
  try {
    await city.begin();
    for (let kill = 1; kill <= plan.kills && city.faults.length === 0; kill += 1) {
      const victim =
        plan.database === 'embedded' ? 'server' : (['server', 'database', 'both'] as const)[Math.floor(chance() * 3)]!;
      await city.kill(victim);
      victims[victim] = (victims[victim] ?? 0) + 1;
      plan.tell({
        kill,
        victim,
        restartMs: Math.round(city.restarts.at(-1)!),
        acknowledged: city.acknowledged.length,
        faults: city.faults,
      });
    }
    for (; city.disk && powerLosses < plan.power && city.faults.length === 0; powerLosses += 1) {
      await city.losePower();
      plan.tell({
        powerLoss: powerLosses + 1,
        restartMs: Math.round(city.restarts.at(-1)!),
        acknowledged: city.acknowledged.length,
        faults: city.faults,
      });
    }
    const { events, files } = await city.close();
    const sorted = [...city.restarts].sort((a, b) => a - b);
    return {
      database: plan.database,
      seed: plan.seed,
      kills: Object.values(victims).reduce((sum, one) => sum + one, 0),
      victims,
      powerLosses,
      withoutPower:
        plan.power > 0 && !city.disk ? 'loop devices are not permitted here (root and mount are needed)' : null,
      acknowledged: city.acknowledged.length,
      sentAgain: city.sentAgain,
      replaysCompared: city.replays,
      events,
      files,
      restartMs: { p50: Math.round(sorted[Math.floor(sorted.length / 2)] ?? 0), max: Math.round(sorted.at(-1) ?? 0) },
      faults: city.faults,
    };
  } finally {
    process.off('SIGINT', stopped).off('SIGTERM', stopped);
    await city.remove();
  }
}
