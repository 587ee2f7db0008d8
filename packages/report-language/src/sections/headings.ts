import type { Paragraph } from '../sentences/split.ts';
import type { CleanText } from '../text/clean.ts';
import { type Marker, RANK, readMarker } from './markers.ts';

/** How a paragraph begins: with a heading up to `end` (clean offset), or with a marker and no heading (`end` = start). */
export interface Opening {
  marker: Marker | null;
  rank: number;
  /** End of the heading; equal to the paragraph's start when there is a marker but no heading. */
  end: number;
  title: string;
  /** The heading is the whole paragraph. */
  alone: boolean;
}

const TITLE_END = /[。！？：；，:;,.\s]+$/;
const NO_HEADING =
  /^(?:今年|明年|去年|过去|刚刚|当前|同时|与此同时)|之年。?$|^(?:要|我们)(?:始终|坚持)|各位代表|代表们|同志们|(?:做好|抓好|做了|开展了|完成了).{0,10}(?:工作|任务)[。：]?$|以下.{0,8}[。：]$|[：；]$|[一二三四五六七八九十两]个(?:方面|重点)/;

/** 新形势对工作提出了更高要求: a statement about the times opens a chapter; a heading says what is done or how things stand. */
export const STATEMENT =
  /提出了?|赋予了?|意味着|要求我们|寄予了?|(?:使命|责任|任务|担子)(?:光荣|重大|艰巨|繁重|更重|在肩)|时不我待|(?:是|关乎|事关|关系)[^，。]{0,12}(?:本|关键|前提|保障|根基|生命线|大事|福祉)。$/;

/** How the paragraph begins; null for plain text. `bold` is the end of a bold run at its start, or -1. */
export function readOpening(
  clean: CleanText,
  paragraph: Paragraph,
  next: Paragraph | null,
  bold: number,
): Opening | null {
  const { text } = clean;
  const { start, end, sentences } = paragraph;
  const marker = readMarker(text.slice(start, Math.min(end, start + 12)));
  const from = start + (marker?.length ?? 0);
  const title = (stop: number) => text.slice(from, stop).replace(TITLE_END, '');
  const rank = marker?.rank ?? RANK.plain;
  const first = sentences[0]!;
  const length = first.end - from;
  if (bold > from && bold - from <= 60) {
    // The full stop of a bold heading may stand inside or behind the bold print.
    const stop = bold < end && text[bold] === '。' ? bold + 1 : bold;
    return {
      marker,
      rank: marker && marker.rank < RANK.bullet ? rank : RANK.plain,
      end: stop,
      title: title(stop),
      alone: stop === end,
    };
  }
  const lone = sentences.length === 1;
  const open = lone && !/[。！？；，]$/.test(text.slice(end - 1, end));
  const nextMarker = next ? readMarker(text.slice(next.start, Math.min(next.end, next.start + 12))) : null;
  if (marker) {
    // 一是…；二是… listed inside a sentence; a bare dash; a bullet that is itself the task.
    const follows = !lone || open || (next !== null && (nextMarker === null || nextMarker.rank > marker.rank));
    const bullet = marker.rank === RANK.bullet && lone && !open && nextMarker?.rank === RANK.bullet;
    if (length > 1 && length <= 64 && follows && !bullet) {
      return { marker, rank: bulletRank(marker), end: first.end, title: title(first.end), alone: lone };
    }
    const comma = text.slice(from, Math.min(first.end, from + 30)).search(/[，；：]/);
    return {
      marker,
      rank: bulletRank(marker),
      end: start,
      title: title(comma > 3 ? from + comma : Math.min(first.end, from + 30)),
      alone: false,
    };
  }
  const words = text.slice(start, first.end);
  if (NO_HEADING.test(words)) return null;
  if (open && length > 20 && isRowOfSlogans(clean, start, end)) return null;
  if (open && length <= 36 && /[\u4e00-\u9fff]{2}/.test(words))
    return { marker, rank, end: first.end, title: title(first.end), alone: true };
  if (!words.endsWith('。') || /[0-9]/.test(words) || STATEMENT.test(words)) return null;
  if (words.includes('，') || length > 24) return null;
  if (!lone) return { marker, rank, end: first.end, title: title(first.end), alone: false };
  if (next && nextMarker === null && next.end - next.start > length * 2) {
    return { marker, rank, end: first.end, title: title(first.end), alone: true };
  }
  return null;
}

function bulletRank(marker: Marker): number {
  return marker.rank === RANK.bullet ? RANK.plain : marker.rank;
}

/** 铸牢忠诚品格 坚持依法行政 …: phrases of one length with blanks between them, no heading. */
function isRowOfSlogans(clean: CleanText, start: number, end: number): boolean {
  let gaps = 0;
  for (let i = start + 1; i < end; i++) if (clean.offsets[i]! > clean.offsets[i - 1]! + 1) gaps++;
  return gaps >= 2 && (end - start) / (gaps + 1) >= 4;
}
