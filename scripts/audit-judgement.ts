/** Pure: what the answer of `npm audit --json` means for a release. */

export interface AuditJudgement {
  readonly outcome: 'clean' | 'warned' | 'refused' | 'unknown';
  readonly lines: readonly string[];
}

interface Vulnerability {
  name: string;
  severity: 'info' | 'low' | 'moderate' | 'high' | 'critical';
  range: string;
  fixAvailable: boolean | { name: string; version: string };
}

/** High and critical refuse; less is said. An answer that is none (no network, a registry without audits) decides nothing. */
export function judgeAudit(output: string): AuditJudgement {
  const answer = parsed(output);
  const found = answer?.vulnerabilities;
  if (!found) {
    const why = answer?.error?.summary || answer?.message || output.trim().split('\n')[0] || 'no answer';
    return { outcome: 'unknown', lines: [`Dependency audit: not done, the registry gave no audit (${why}).`] };
  }
  const all = Object.values(found);
  const grave = all.filter(({ severity }) => severity === 'high' || severity === 'critical');
  const lines = all.map(
    ({ name, severity, range, fixAvailable }) =>
      `  ${severity}: ${name} ${range}${fixAvailable ? '' : ' (no fixed version yet)'}`,
  );
  if (all.length === 0) return { outcome: 'clean', lines: ['Dependency audit: nothing known.'] };
  return {
    outcome: grave.length > 0 ? 'refused' : 'warned',
    lines: [`Dependency audit: ${all.length} known, ${grave.length} of them high or critical.`, ...lines.sort()],
  };
}

function parsed(output: string) {
  try {
    return JSON.parse(output) as {
      vulnerabilities?: Record<string, Vulnerability>;
      error?: { summary?: string };
      message?: string;
    } | null;
  } catch {
    return null;
  }
}
