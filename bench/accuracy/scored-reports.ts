import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A report with its annotation. `own` marks our second annotations: a development set, not the reference. */
export interface ScoredReport {
  name: string;
  report: string;
  gold: string;
  tasks: string | null;
  own: boolean;
}

const ANNOTATIONS = join(dirname(fileURLToPath(import.meta.url)), 'annotations');
const SUFFIX = '.gold.tsv';

/** The annotated reports of a shared folder (`gold/`, `reports/`), then those that this project annotated itself. */
export function scoredReports(shared: string): ScoredReport[] {
  return [...inFolder(shared, join(shared, 'gold'), false), ...inFolder(shared, ANNOTATIONS, true)];
}

function inFolder(shared: string, folder: string, own: boolean): ScoredReport[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith(SUFFIX))
    .sort()
    .map((file) => basename(file, SUFFIX))
    .map((name) => {
      const tasks = join(folder, `${name}.tasks.tsv`);
      return {
        name,
        report: join(shared, 'reports', `${name}.txt`),
        gold: join(folder, `${name}${SUFFIX}`),
        tasks: existsSync(tasks) ? tasks : null,
        own,
      };
    })
    .filter((entry) => existsSync(entry.report));
}
