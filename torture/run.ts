// npm run torture [-- --database embedded|postgres --kills 100 --power 10 --seed N]: lines of JSON, and a sentence at the end.
import { parseArgs } from 'node:util';
import { postgresServer } from '../apps/server/src/testing/postgres.ts';
import { type Outcome, type Plan, torture } from './torture.ts';

const LONGEST_RESTART_MS = 10_000;

const flag = { type: 'string' } as const;
const { values } = parseArgs({ options: { database: flag, kills: flag, power: flag, seed: flag }, strict: true });
const number = (text: string | undefined, standard: number): number => (text === undefined ? standard : Number(text));

const server = postgresServer();
const programs = server && 'programs' in server ? server.programs : null;
const databases: Plan['database'][] =
  values.database === 'embedded' || values.database === 'postgres' ? [values.database] : ['embedded', 'postgres'];

const tell = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);

function sentence(outcome: Outcome): string {
  const { kills, powerLosses, acknowledged, restartMs, replaysCompared, events, faults } = outcome;
  const did = `${outcome.database}: killed ${kills} times (${Object.entries(outcome.victims)
    .map(([victim, times]) => `${victim} ${times}`)
    .join(', ')}), ${powerLosses} power losses${outcome.withoutPower ? ` (${outcome.withoutPower})` : ''}`;
  const found = faults.length ? `FAULTS: ${faults.join(' | ')}` : 'nothing missing, nothing twice, the record verifies';
  return `${did}; ${acknowledged} writes acknowledged, ${replaysCompared} sent again and answered the same, ${events} events; restart to first answer p50 ${restartMs.p50} ms, max ${restartMs.max} ms; ${found}`;
}

for (const database of databases) {
  if (database === 'postgres' && programs === null) {
    process.stderr.write(
      'no PostgreSQL programs found (Debian, Ubuntu: apt-get install postgresql); its half is skipped\n',
    );
    continue;
  }
  const outcome = await torture({
    database,
    programs,
    kills: number(values.kills, 100),
    power: number(values.power, 10),
    seed: number(values.seed, Date.now() % 1_000_000),
    tell,
  });
  tell(outcome);
  process.stdout.write(`${sentence(outcome)}\n`);
  if (outcome.faults.length || outcome.restartMs.max > LONGEST_RESTART_MS) process.exitCode = 1;
}
