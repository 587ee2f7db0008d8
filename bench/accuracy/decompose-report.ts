import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type CityPack, decomposeOptions, listCities, loadCity } from '@luoshi/cities';
import { decompose } from '@luoshi/report-language';
import type { Decomposition } from '@luoshi/report-language/types';

const CITIES = fileURLToPath(new URL('../../cities', import.meta.url));

/**
 * Decomposes a report as `luoshi decompose FILE --city … --year …` does. The city is the pack whose name begins as the
 * report's file does; the year of the file name serves where the text says none (a newspaper digest).
 */
export async function decomposeReport(file: string, name: string): Promise<Decomposition> {
  const text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  const named = /(?:19|20)\d\d/.exec(name)?.[0];
  const flags = named === undefined ? {} : { year: Number(named) };
  const city = await cityOf(name);
  if (!city) return decompose(text, flags);
  const said = decompose(text, { region: city.city.name }).report.year ?? flags.year;
  return decompose(text, decomposeOptions(city, said));
}

async function cityOf(name: string): Promise<CityPack | undefined> {
  const place = name.replace(/\d+$/, '');
  if (place === '') return undefined;
  for (const code of await listCities(CITIES)) {
    const pack = await loadCity(CITIES, code);
    if (pack.city.name.startsWith(place)) return pack;
  }
  return undefined;
}
