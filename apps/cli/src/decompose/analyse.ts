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
  /** True when neither the text nor --year names the year, and the file's name does. */
  yearFromName: boolean;
}

/** Decomposes a text, with the organisations of a city where one is named. The year: the text's, else --year, else the file name's. */
export async function analyse(
  input: { text: string; sha256: string; fileName: string },
  flags: { city?: string; year?: number },
): Promise<Analysis> {
  const { text, sha256, fileName } = input;
  const city = flags.city === undefined ? null : await findCity(flags.city);
  // Which organisations there are depends on the year, and the year may stand in the text: it is read first.
  const first = decompose(text, flags.year === undefined ? {} : { year: flags.year });
  const year = first.report.year ?? yearIn(fileName);
  const yearFromName = first.report.year === null && year !== null;
  const options: DecomposeOptions = city ? decomposeOptions(city, year) : year === null ? {} : { year };
  const decomposition = city || yearFromName ? decompose(text, options) : first;
  return { text, sha256, decomposition, city, yearFromName };
}

function yearIn(fileName: string): number | null {
  const years = new Set(fileName.match(/(?<!\d)(?:19|20)\d{2}(?!\d)/gu));
  const [only] = years;
  return years.size === 1 ? Number(only) : null;
}
