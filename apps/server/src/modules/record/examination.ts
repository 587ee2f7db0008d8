/** Pure: goes over a chain from its first link to its last and says where it is not as it was written. */
import { beijingDate } from '@luoshi/calendar';
import type { SignedCheckpoint } from './checkpoint-text.ts';
import { checkpointHash, signedBy } from './checkpoint-text.ts';
import type { Fault } from './contract.ts';
import { BEGINNING, digestOf, linkHash, type Recorded } from './digest.ts';
import { eventTypeNamed } from './event-type.ts';

export interface ExaminedLink {
  readonly position: number;
  readonly event_id: string;
  readonly digest: string;
  readonly hash: string;
  readonly linked_at: Date;
  /** Null where the event is no more. */
  readonly event: Recorded | null;
  /** The event's own digest; null of one from before the chain. */
  readonly own: string | null;
}

/** Checkpoints from one place: the database, or a file that was kept elsewhere. */
export interface CheckpointSource {
  readonly name: string;
  readonly checkpoints: readonly SignedCheckpoint[];
}

export interface Findings {
  /** How many events were looked at. */
  events: number;
  faults: Fault[];
  notes: string[];
}

const MOST_FAULTS = 500;
const MOST_NOTES = 20;
const LATE_MS = 10 * 60_000;
/** Beyond so many broken places no one is matched with another. */
const MOST_BROKEN = 24;

interface Broken extends Pick<ExaminedLink, 'position' | 'event_id' | 'digest' | 'hash'> {
  readonly previous: string;
}

export class Examination {
  readonly findings: Findings = { events: 0, faults: [], notes: [] };
  readonly #checkpoints = new Map<number, { checkpoint: SignedCheckpoint; source: string }[]>();
  #position = 0;
  #hash = BEGINNING;
  /** The last position that a checkpoint found as it was. */
  #attested = 0;
  #late = 0;
  #left = 0;
  readonly #broken: Broken[] = [];

  constructor(publicKey: string, sources: readonly CheckpointSource[]) {
    for (const source of sources) this.#take(source, publicKey);
    this.#compare(sources);
  }

  /** The chain's end, as far as it has been followed. */
  get position(): number {
    return this.#position;
  }

  fault(kind: Fault['kind'], text: string, at: { position?: number; eventId?: string } = {}): void {
    if (this.findings.faults.length >= MOST_FAULTS) this.#left += 1;
    else this.findings.faults.push({ kind, position: at.position ?? null, eventId: at.eventId ?? null, text });
  }

  #take({ name, checkpoints }: CheckpointSource, publicKey: string): void {
    for (const [i, checkpoint] of checkpoints.entries()) {
      const said = `检查点 ${checkpoint.number}（${moment(checkpoint.at)}，${name}）`;
      if (!signedBy(publicKey, checkpoint)) {
        this.fault('checkpoint', `${said}的签名不对：不是用本系统的密钥签的，或签后被改动过。`);
        continue;
      }
      const before = checkpoints[i - 1];
      if (before && (checkpoint.number !== before.number + 1 || checkpoint.previous !== checkpointHash(before)))
        this.fault('checkpoint', `${said}与它前面的检查点 ${before.number} 接不上：中间的检查点被删除或替换过。`);
      if (!before && name === DATABASE && checkpoint.number !== 1)
        this.fault('checkpoint', `数据库中缺少检查点 1 至 ${checkpoint.number - 1}：检查点被删除过。`);
      const there = this.#checkpoints.get(checkpoint.position) ?? [];
      this.#checkpoints.set(checkpoint.position, [...there, { checkpoint, source: name }]);
    }
  }

  // Of what a file has, the database must have every one.
  #compare(sources: readonly CheckpointSource[]): void {
    const own = sources.find(({ name }) => name === DATABASE);
    if (!own) return;
    const numbers = new Set(own.checkpoints.map(({ number }) => number));
    for (const { name, checkpoints } of sources) {
      const missing = checkpoints.filter(({ number }) => !numbers.has(number)).map(({ number }) => number);
      if (missing.length)
        this.fault('checkpoint', `${name}中有检查点 ${missing.join('、')}，数据库中没有：数据库中的检查点被删除过。`);
    }
  }

  /** The next link, in the order of positions. */
  link(link: ExaminedLink): void {
    this.findings.events += 1;
    const { position } = link;
    if (position > this.#position + 1)
      this.fault('deleted', `链上缺${range(this.#position + 1, position - 1)}：这些链接被删除。`, { position });
    const previous = this.#hash;
    if (linkHash(previous, position, link.event_id, link.digest) !== link.hash) {
      if (this.#broken.length < MOST_BROKEN) this.#broken.push({ ...link, previous });
      else this.#sayBroken({ ...link, previous });
    }
    this.#event(link);
    this.#position = position;
    this.#hash = link.hash;
    this.#attest(position);
  }

  #event({ position, event_id, digest, own, event, linked_at }: ExaminedLink): void {
    const at = { position, eventId: event_id };
    if (!event) {
      this.fault('deleted', `第 ${position} 号留痕（编号 ${event_id}，${moment(linked_at)}入链）已被删除。`, at);
      return;
    }
    if (digestOf(event) !== digest || (own !== null && own !== digest))
      this.fault('edited', `第 ${position} 号留痕（${sayEvent(event)}）的内容被改动过。`, at);
    if (own === null || linked_at.getTime() - event.at / 1000 < LATE_MS) return;
    this.#late += 1;
    if (this.#late <= MOST_NOTES)
      this.findings.notes.push(
        `第 ${position} 号留痕（${sayEvent(event)}）到 ${moment(linked_at)} 才入链。服务停止过，或时间被写成过去。`,
      );
  }

  #attest(position: number): void {
    for (const { checkpoint, source } of this.#checkpoints.get(position) ?? []) {
      if (checkpoint.hash === this.#hash) continue;
      this.fault(
        'rewritten',
        `检查点 ${checkpoint.number}（${moment(checkpoint.at)}，${source}）记下的第 ${position} 号与现在的不同：${range(this.#attested + 1, position)}之间的留痕被整体改写过。`,
        { position },
      );
    }
    if (this.#checkpoints.get(position)?.every(({ checkpoint }) => checkpoint.hash === this.#hash))
      this.#attested = position;
  }

  /** After the last link. */
  finish(): Findings {
    this.#explainBroken();
    const beyond = [...this.#checkpoints.values()].flat().filter((one) => one.checkpoint.position > this.#position);
    const furthest = beyond.sort((a, b) => b.checkpoint.position - a.checkpoint.position)[0];
    if (furthest) {
      const { checkpoint, source } = furthest;
      this.fault(
        'truncated',
        `链只到第 ${this.#position} 号，而检查点 ${checkpoint.number}（${moment(checkpoint.at)}，${source}）已记到第 ${checkpoint.position} 号：末尾至少 ${checkpoint.position - this.#position} 条留痕被删去。`,
        { position: this.#position },
      );
    }
    if (this.#late > MOST_NOTES) this.findings.notes.push(`另有 ${this.#late - MOST_NOTES} 条迟入链的留痕未逐一列出。`);
    if (this.#left > 0) this.findings.notes.push(`另有 ${this.#left} 处问题未逐一列出。`);
    this.findings.faults.sort((a, b) => (a.position ?? 0) - (b.position ?? 0));
    return this.findings;
  }

  /** Two links that stand in each other's place are named as that; what follows them breaks only for that reason. */
  #explainBroken(): void {
    const explained = new Set<number>();
    for (const [i, one] of this.#broken.entries())
      for (const other of this.#broken.slice(i + 1)) {
        if (!exchanged(one, other, this.#broken)) continue;
        explained.add(one.position).add(other.position);
        this.fault('reordered', `第 ${one.position} 号与第 ${other.position} 号留痕的顺序被对调。`, {
          position: one.position,
          eventId: one.event_id,
        });
      }
    const hashes = this.#broken.filter(({ position }) => explained.has(position)).map(({ hash }) => hash);
    for (const one of this.#broken) {
      const followed = hashes.some((hash) => linkHash(hash, one.position, one.event_id, one.digest) === one.hash);
      if (!explained.has(one.position) && !followed) this.#sayBroken(one);
    }
  }

  #sayBroken({ position, event_id }: Broken): void {
    this.fault('edited', `第 ${position} 号与它前面的接不上：这一号的链接被改动、换掉，或前面的被改写。`, {
      position,
      eventId: event_id,
    });
  }
}

export const DATABASE = '数据库';

/** Whether the contents of two links, or the links whole, have changed places. */
function exchanged(one: Broken, other: Broken, broken: readonly Broken[]): boolean {
  const content = (place: Broken, by: Broken) =>
    linkHash(place.previous, place.position, by.event_id, by.digest) === place.hash;
  if (content(one, other) && content(other, one)) return true;
  const before = [...broken.map(({ previous }) => previous), ...broken.map(({ hash }) => hash)];
  const whole = (row: Broken, position: number) =>
    before.some((hash) => linkHash(hash, position, row.event_id, row.digest) === row.hash);
  return whole(one, other.position) && whole(other, one.position);
}

const range = (from: number, to: number): string => (from >= to ? `第 ${to} 号` : `第 ${from} 号至第 ${to} 号`);

export function sayEvent(event: Recorded): string {
  const what = eventTypeNamed(event.operation)?.label ?? event.operation;
  return `编号 ${event.id}，${moment(new Date(event.at / 1000))}，${what}`;
}

/** 2026-03-02 10:00:00, in Beijing. */
export function moment(at: Date | string): string {
  const date = new Date(at);
  const seconds = new Date(date.getTime() + 8 * 3_600_000).toISOString().slice(11, 19);
  return `${beijingDate(date)} ${seconds}`;
}
