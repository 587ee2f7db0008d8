import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { CityPack } from './schema.ts';

/** A city pack that is missing, unreadable or wrong; the message says which file and what to do. */
export class CityPackError extends Error {
  override name = 'CityPackError';
}

const FILES = ['city', 'regions', 'organisations', 'organs', 'people'] as const;
const OPTIONAL = new Set<string>(['people']);

/** Codes of the city packs under `root` (the folder `cities`), in the order of their names. */
export async function listCities(root: string): Promise<string[]> {
  const entries = await readdir(root, { withFileTypes: true }).catch(() => []);
  const codes: string[] = [];
  for (const entry of entries) {
    if (!entry.isDirectory()) continue;
    const files = await readdir(join(root, entry.name));
    if (files.includes('city.json')) codes.push(entry.name);
  }
  return codes.sort();
}

/**
 * Reads and checks the pack in `root/<code>/`: city, regions, organisations, organs and, for a demonstration city,
 * people. Throws CityPackError with a Chinese message.
 */
export async function loadCity(root: string, code: string): Promise<CityPack> {
  // The code comes from a flag: it names a folder and never a path.
  if (!/^[\w-]+$/.test(code)) throw new CityPackError(`城市代码“${code}”不对：只能含字母、数字和连字符，例如 630200。`);
  const known = await listCities(root);
  if (!known.includes(code)) {
    const list = known.length > 0 ? `现有：${known.join('、')}。` : '';
    throw new CityPackError(`没有城市“${code}”的数据包。${list}`);
  }
  const raw: Record<string, unknown> = {};
  for (const name of FILES) raw[name] = await readPart(root, code, name);
  const parsed = CityPack.safeParse(raw);
  if (!parsed.success) {
    throw new CityPackError(`城市数据包 ${code} 有误：\n${z.prettifyError(parsed.error)}`);
  }
  return parsed.data;
}

async function readPart(root: string, code: string, name: string): Promise<unknown> {
  const file = `${name}.json`;
  let text: string;
  try {
    text = await readFile(join(root, code, file), 'utf8');
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    if (missing && OPTIONAL.has(name)) return [];
    throw new CityPackError(`城市数据包 ${code} 缺少文件 ${file}，或无法读取。`, { cause: error });
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new CityPackError(`城市数据包 ${code} 的 ${file} 不是有效的 JSON：${(error as Error).message}`, {
      cause: error,
    });
  }
}
