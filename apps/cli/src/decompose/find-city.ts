import { fileURLToPath } from 'node:url';
import { type CityPack, CityPackError, listCities, loadCity } from '@luoshi/cities';
import { Refusal } from '../refusal.ts';

const CITIES = fileURLToPath(new URL('../../../../cities', import.meta.url));

/** The city pack of that folder, code or name. Throws Refusal with the known ones. */
export async function findCity(wanted: string): Promise<CityPack> {
  const folders = await listCities(CITIES);
  try {
    if (folders.includes(wanted)) return await loadCity(CITIES, wanted);
    const packs = await Promise.all(folders.map((folder) => loadCity(CITIES, folder)));
    const found = packs.find(({ city }) => city.code === wanted || city.name === wanted);
    if (found) return found;
    const known = packs.map(({ city }) => `${city.code}（${city.name}${city.demo ? '，演示' : ''}）`).join('、');
    throw new Refusal(`没有城市“${wanted}”的数据包。现有：${known || '无'}。请改用其中一个，或去掉 --city。`);
  } catch (error) {
    if (error instanceof CityPackError) throw new Refusal(error.message);
    throw error;
  }
}
