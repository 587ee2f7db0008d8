import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decomposeReport } from './decompose-report.ts';
import { type ScoredReport, scoredReports } from './scored-reports.ts';

/**
 * `npm run accuracy -- SHARED [name…] [--errors] [--json]`: decomposes every annotated report and scores it with the
 * scorer of the shared folder. Reports annotated by this project are marked: they guide the work, they are no reference.
 */
export async function runAccuracy(args: string[]): Promise<void> {
  const [shared, ...names] = args.filter((arg) => !arg.startsWith('--'));
  const scorer = shared === undefined ? '' : join(shared, 'gold', 'score.mjs');
  if (shared === undefined || !existsSync(scorer)) {
    const where = shared === undefined ? '没有指明标注所在的文件夹' : `“${shared}”里没有 gold/score.mjs`;
    process.stderr.write(`${where}。用法：npm run accuracy -- ../shared [报告名…] [--errors] [--json]\n`);
    process.exitCode = 1;
    return;
  }
  const reports = scoredReports(shared).filter(({ name }) => names.length === 0 || names.includes(name));
  if (reports.length === 0) {
    process.stderr.write(`没有可评的报告${names.length > 0 ? `：${names.join('、')}` : ''}。\n`);
    process.exitCode = 1;
    return;
  }
  const flags = args.filter((arg) => arg === '--errors' || arg === '--json');
  const folder = mkdtempSync(join(tmpdir(), 'luoshi-accuracy-'));
  try {
    for (const report of reports) {
      const out = join(folder, `${report.name}.json`);
      writeFileSync(out, JSON.stringify(await decomposeReport(report.report, report.name)));
      print(report, score(scorer, report, out, flags), flags.includes('--json'));
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function score(scorer: string, report: ScoredReport, out: string, flags: string[]): string {
  const tasks = report.tasks === null ? [] : [report.tasks];
  return execFileSync(process.execPath, [scorer, report.gold, out, ...tasks, ...flags], { encoding: 'utf8' });
}

function print(report: ScoredReport, scores: string, json: boolean): void {
  if (json) {
    process.stdout.write(`${JSON.stringify({ name: report.name, own: report.own, ...JSON.parse(scores) })}\n`);
    return;
  }
  process.stdout.write(
    `${report.name}${report.own ? '（本项目自行标注，仅供开发参考）' : ''}\n${scores.trimEnd()}\n\n`,
  );
}

await runAccuracy(process.argv.slice(2));
