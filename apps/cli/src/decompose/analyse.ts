import { type CityPack, decomposeOptions } from '@luoshi/cities';
import { decompose } from '@luoshi/report-language';
import type { DecomposeOptions, Decomposition } from '@luoshi/report-language/types';
import { findCity } from './find-city.ts';

export interface Analysis {
  text: string;
  /** Of the input file's bytes. */
  sha256: string;
  decomposition: Decomposition;
  /** The city pack that was asked for. */
  city: CityPack | null;
}

/** Decomposes a text, with the organisations of a city where one is named. */
export async function analyse(
  text: string,
  sha256: string,
  flags: { city?: string; year?: number },
): Promise<Analysis> {
  if (flags.city === undefined) {
    const options: DecomposeOptions = flags.year === undefined ? {} : { year: flags.year };
    return { text, sha256, decomposition: decompose(text, options), city: null };
  }
  const city = await findCity(flags.city);
  // Which organisations there are depends on the year, and the year may stand in the text: it is read first.
  const year = decompose(text, { region: city.city.name }).report.year ?? flags.year;
  return { text, sha256, decomposition: decompose(text, decomposeOptions(city, year)), city };
}
