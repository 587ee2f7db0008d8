import { decompose } from '@luoshi/report-language';
import * as recognizers from '@microsoft/recognizers-text-suite';
import { textOfSize } from './corpus.ts';
import { type Bench, type Measurement, median, round, seconds } from './measurement.ts';

const MB = 1e6;
const ROUNDS = 5;
const OPTIONS = { region: '', year: 2026 };

// What one would write without a report language: every number with whatever looks like a unit after it.
const WIDE =
  /(?:\d[\d,]*(?:\.\d+)?|[零〇一二三四五六七八九十百千万亿两]+)\s*(?:个?百分点|[十百千万亿]*(?:元|吨|亩|户|人次|人|家|个|项|件|公里|千米|米|平方米|立方米|千瓦时|千瓦|辆|座|所|张|倍|度|处|条|头|只|克|公斤|斤|P)|%|％)/g;

function countWide(text: string): number {
  let found = 0;
  for (const _ of text.matchAll(WIDE)) found++;
  return found;
}

/** The peer reads one sentence after another, as its callers do: it is not made for whole documents. */
function countRecognizers(text: string): number {
  const culture = recognizers.Culture.Chinese;
  let found = 0;
  for (const line of text.split(/(?<=[。！？\n])/)) {
    if (line.trim() === '') continue;
    found += recognizers.recognizeNumber(line, culture).length;
    found += recognizers.recognizePercentage(line, culture).length;
    found += recognizers.recognizeCurrency(line, culture).length;
    found += recognizers.recognizeDimension(line, culture).length;
  }
  return found;
}

async function run(): Promise<Measurement[]> {
  const text = textOfSize(MB);
  const bytes = Buffer.byteLength(text);
  const sample = text.slice(0, 20_000);
  const sampleBytes = Buffer.byteLength(sample);
  decompose(text, OPTIONS);
  countWide(text);
  countRecognizers(sample.slice(0, 2_000));

  // Side by side, round by round, so that a busy moment of the machine falls on all three.
  const ours: number[] = [];
  const wide: number[] = [];
  const peer: number[] = [];
  for (let i = 0; i < ROUNDS; i++) {
    ours.push(bytes / MB / seconds(() => decompose(text, OPTIONS)));
    wide.push(bytes / MB / seconds(() => countWide(text)));
    if (i < 3) peer.push(sampleBytes / MB / seconds(() => countRecognizers(sample)));
  }
  const speed = median(ours);
  const wideSpeed = median(wide);
  const peerSpeed = median(peer);

  const sizes = [10_000, 100_000, MB, 10 * MB];
  const perMegabyte = sizes.map((size) => {
    const part = textOfSize(size);
    const partBytes = Buffer.byteLength(part);
    const repeats = Math.max(1, Math.min(50, Math.round((2 * MB) / partBytes)));
    return median(
      Array.from({ length: 3 }, () => {
        const time = seconds(() => {
          for (let i = 0; i < repeats; i++) decompose(part, OPTIONS);
        });
        return time / repeats / (partBytes / MB);
      }),
    );
  });
  const growth = (perMegabyte.at(-1) ?? Number.NaN) / (perMegabyte[0] ?? Number.NaN);

  return [
    {
      name: 'decompose',
      value: round(speed),
      unit: 'MB/s',
      against: '',
      ratio: null,
      goal: '>= 3 MB/s',
      met: speed >= 3,
    },
    {
      name: 'decompose-against-recognizers-text',
      value: round(speed),
      unit: 'MB/s',
      against: `@microsoft/recognizers-text-suite ${round(peerSpeed, 4)} MB/s`,
      ratio: round(speed / peerSpeed, 1),
      goal: '>= 50 x',
      met: speed / peerSpeed >= 50,
    },
    {
      name: 'decompose-against-wide-regexp',
      value: round(speed),
      unit: 'MB/s',
      against: `a bare wide regular expression ${round(wideSpeed, 1)} MB/s`,
      ratio: round(speed / wideSpeed, 3),
      goal: '',
      met: null,
    },
    {
      name: 'decompose-growth-10KB-to-10MB',
      value: round(growth),
      unit: 'x time per byte',
      against: `10 KB ${round((perMegabyte[0] ?? 0) * 1000)} ms/MB, 10 MB ${round((perMegabyte.at(-1) ?? 0) * 1000)} ms/MB`,
      ratio: round(1 / growth),
      goal: 'linear: <= 1.5 x',
      met: growth <= 1.5,
    },
  ];
}

export const decomposeBench: Bench = {
  name: 'decompose',
  about: 'a report into sections, sentences, measures and tasks',
  run,
};
