import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FUNCTIONS } from '@luoshi/report-language/functions';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { decomposeOptions, listCities, loadCity, organisationsOn } from '../src/index.ts';

const cities = join(import.meta.dirname, '../../../cities');

describe('the packs that ship', async () => {
  const codes = await listCities(cities);

  it.each(codes)('%s is sound, and every function that it names exists', async (code) => {
    const pack = await loadCity(cities, code);
    const known = new Set(['', ...FUNCTIONS.map((f) => f.id)]);
    expect(pack.organisations.filter((o) => !known.has(o.function)).map((o) => `${o.name}: ${o.function}`)).toEqual([]);
  });

  it('a real city brings no people', async () => {
    const pack = await loadCity(cities, '630200');
    expect(pack.city.demo).toBe(false);
    expect(pack.people).toEqual([]);
    await expect(readFile(join(cities, '630200', 'people.json'))).rejects.toThrow();
  });

  it('an organisation that ends hands over to one that exists on that day', async () => {
    for (const code of codes) {
      const pack = await loadCity(cities, code);
      const by = new Map(pack.organisations.map((o) => [o.code, o]));
      for (const o of pack.organisations) {
        if (o.successor === null) continue;
        const next = by.get(o.successor)!;
        expect([o.name, next.validFrom <= o.validTo!, next.validTo === null || next.validTo > o.validTo!]).toEqual([
          o.name,
          true,
          true,
        ]);
      }
    }
  });
});

describe('the organisations of a year', () => {
  it('are those of before the reform for a report before it', async () => {
    const pack = await loadCity(cities, '630200');
    const names = (year: number) => decomposeOptions(pack, year).organisations!.map((o) => o.name);
    expect(names(2023)).toContain('市乡村振兴局');
    expect(names(2023)).not.toContain('市数据局');
    expect(names(2025)).toContain('市数据局');
    expect(names(2025)).not.toContain('市乡村振兴局');
    expect(organisationsOn(pack, '2012-01-01')).toEqual([]);
  });

  it('know a region by all its names', async () => {
    const { regions } = decomposeOptions(await loadCity(cities, '630200'), 2025);
    expect(regions).toEqual(expect.arrayContaining(['民和回族土族自治县', '民和县', '民和', '乐都区']));
    expect(regions).not.toContain('海东市');
  });
});

describe('a pack that is wrong', () => {
  let root = '';
  const good: Record<string, unknown> = {
    city: { code: 'x1', name: '某市', demo: false, level: 'prefecture', parentName: '某省' },
    regions: [
      { code: 'x1', name: '某市', shortName: '某', level: 'prefecture', parent: null, validFrom: '2020-01-01' },
    ],
    organisations: [
      { code: 'a', name: '市教育局', shortName: '市教育局', kind: 'department', validFrom: '2020-01-01' },
    ],
    organs: [{ name: '某市人民政府', region: 'x1', prefixes: { breakdown: '某政' } }],
  };
  const write = async (changes: Record<string, unknown>) => {
    await mkdir(join(root, 'x1'), { recursive: true });
    for (const [name, value] of Object.entries({ ...good, ...changes })) {
      const text = typeof value === 'string' ? value : JSON.stringify(value);
      if (value !== undefined) await writeFile(join(root, 'x1', `${name}.json`), text);
    }
  };
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'cities-'));
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  it('is read when it is right after all', async () => {
    await write({});
    expect((await loadCity(root, 'x1')).organisations[0]).toMatchObject({
      name: '市教育局',
      function: '',
      validTo: null,
    });
  });

  const organisation = {
    code: 'a',
    name: '市教育局',
    shortName: '市教育局',
    kind: 'department',
    validFrom: '2020-01-01',
  };
  it.each([
    ['a code twice', { organisations: [organisation, organisation] }, '代码 a 出现了两次'],
    [
      'an unknown successor',
      { organisations: [{ ...organisation, validTo: '2024-01-01', successor: 'b' }] },
      '没有代码为 b 的单位',
    ],
    ['an end before the start', { organisations: [{ ...organisation, validTo: '2019-01-01' }] }, '止期不晚于起期'],
    ['a misspelt field', { organisations: [{ ...organisation, alias: [] }] }, 'alias'],
    ['people in a real city', { people: [{ id: 'p', name: '某人', posts: [] }] }, '不得带人员'],
    ['no JSON', { regions: '[{' }, 'regions.json 不是有效的 JSON'],
    ['a missing file', { organs: undefined }, '缺少文件 organs.json'],
  ])('%s is named', async (_, changes, message) => {
    await write(changes);
    await expect(loadCity(root, 'x1')).rejects.toThrow(message);
  });

  it('an unknown city is answered with those that exist, a path is not followed', async () => {
    await write({});
    await expect(loadCity(root, 'x2')).rejects.toThrow('现有：x1');
    await expect(loadCity(root, '../x1')).rejects.toThrow('城市代码');
  });
});
