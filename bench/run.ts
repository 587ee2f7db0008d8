import { decomposeBench } from './decompose.ts';
import type { Bench } from './measurement.ts';
import { timersBench } from './timers.ts';
import { trustBench } from './trust.ts';

const BENCHES: Bench[] = [decomposeBench, timersBench, trustBench];

/** `npm run bench -- [name…] [--json]`: runs the named benches, all without a name. Exits 1 on an unknown name. */
export async function runBenches(args: string[]): Promise<void> {
  const json = args.includes('--json');
  const names = args.filter((arg) => !arg.startsWith('--'));
  const unknown = names.filter((name) => !BENCHES.some((bench) => bench.name === name));
  if (unknown.length > 0) {
    process.stderr.write(
      `没有名为 ${unknown.join('、')} 的基准。可用的有：${BENCHES.map((bench) => bench.name).join('、')}。\n`,
    );
    process.exitCode = 1;
    return;
  }
  for (const bench of BENCHES) {
    if (names.length > 0 && !names.includes(bench.name)) continue;
    process.stderr.write(`${bench.name}: ${bench.about}\n`);
    for (const m of await bench.run()) {
      if (json) process.stdout.write(`${JSON.stringify(m)}\n`);
      else {
        const beside = m.against === '' ? '' : `  against ${m.against}  ratio ${m.ratio}`;
        const goal = m.goal === '' ? '' : `  goal ${m.goal}  ${m.met ? 'met' : 'NOT MET'}`;
        process.stdout.write(`${m.name}  ${m.value} ${m.unit}${beside}${goal}\n`);
      }
    }
  }
}

await runBenches(process.argv.slice(2));
