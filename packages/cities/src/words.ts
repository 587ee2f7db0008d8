import type { DecomposeOptions, OrganisationWords } from '@luoshi/report-language/types';
import type { CityPack, Organisation } from './schema.ts';

/** Organisations that exist on the day (YYYY-MM-DD), in official order. */
export function organisationsOn(pack: CityPack, day: string): Organisation[] {
  return pack.organisations.filter((o) => o.validFrom <= day && (o.validTo === null || day < o.validTo));
}

/** The words by which the report language finds an organisation. */
export function organisationWords(organisation: Organisation): OrganisationWords {
  const { code, name, shortName, aliases, duties, kind } = organisation;
  return {
    code,
    name,
    aliases: [...new Set([shortName, ...aliases])].filter((a) => a !== name),
    function: organisation.function,
    duties,
    kind,
  };
}

/**
 * What a city pack tells `decompose`: its name, its regions, and the organisations of the plan year. A report is given
 * early in its year, so those that exist on 1 March count; a reform later in the year does not rename what was promised.
 * Without a year, those that exist now (no end).
 */
export function decomposeOptions(pack: CityPack, year?: number | null): DecomposeOptions {
  const organisations = year
    ? organisationsOn(pack, `${year}-03-01`)
    : pack.organisations.filter((o) => o.validTo === null);
  const regions = pack.regions.filter((r) => r.code !== pack.city.code);
  return {
    region: pack.city.name,
    ...(year ? { year } : {}),
    // 民和回族土族自治县 is written 民和县 as well as 民和.
    regions: [...new Set(regions.flatMap((r) => [r.name, `${r.shortName}${r.name.at(-1)}`, r.shortName]))],
    organisations: organisations.map(organisationWords),
  };
}
