/** Pure: names of sentences that lead to them for ever. */

/**
 * What the references of a report's sentences begin with: "R2026-1" for the city's own organ, "R630222-2026-1" for an
 * organ of another region. Where another organ of the region took that name already, a letter follows: "R2026-1B".
 */
export function referencePrefix(
  of: { regionCode: string; year: number; version: number },
  cityCode: string,
  taken: (prefix: string) => boolean,
): string {
  const region = of.regionCode === cityCode ? '' : `${of.regionCode}-`;
  const prefix = `R${region}${of.year}-${of.version}`;
  if (!taken(prefix)) return prefix;
  for (let letter = 'B'.charCodeAt(0); letter <= 'Z'.charCodeAt(0); letter++) {
    const next = `${prefix}${String.fromCharCode(letter)}`;
    if (!taken(next)) return next;
  }
  throw new Error(`no reference left for ${prefix}`);
}

/**
 * Which of an organ's reports are versions of each other: '' for those of its own region (or that name none), else the
 * region that the report names.
 */
export function reportSeries(named: string, own: { name: string; short_name: string }): string {
  if (named === '' || own.name.includes(named)) return '';
  return named.includes(own.short_name) ? '' : named;
}

/** "R2026-1-S012" */
export const sentenceReference = (prefix: string, number: number): string =>
  `${prefix}-S${String(number).padStart(3, '0')}`;

/** The page that a reference opens. */
export const sourceAddress = (origin: string, reference: string): string =>
  `${origin}/sources/${encodeURIComponent(reference)}`;
