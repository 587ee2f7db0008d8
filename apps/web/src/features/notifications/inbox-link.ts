import { type Inbox, type Notification, StreamEvents } from '@luoshi/server/modules/notifications/contract';

/** How long a stream may say nothing at its beginning: a proxy that collects answers never lets it through. */
const SILENCE_MS = 10_000;
const POLL_MS = 20_000;
/** After how long of asking the stream is tried again. */
const RETRY_MS = 120_000;

/** The part of EventSource that is needed here. */
export interface Source {
  readonly readyState: number;
  addEventListener(event: string, hear: (event: MessageEvent<string>) => void): void;
  close(): void;
}

interface Options {
  open(address: string): Source;
  /** Asks where the inbox stands. */
  ask(): Promise<Inbox>;
  /** Where the inbox stands now; `spoke` is what has just spoken or changed, null when more than one thing may have. */
  hear(inbox: Inbox, spoke: Notification | null): void;
}

const CLOSED = 2;

/**
 * Keeps a page told of its inbox: by a stream, or where none gets through, by asking now and then. It goes on from the last
 * change heard of, so that nothing is missed while the page was out of sight.
 */
export class InboxLink {
  readonly #options: Options;
  #source: Source | null = null;
  #change: number | null = null;
  #timers: ReturnType<typeof setTimeout>[] = [];

  constructor(options: Options) {
    this.#options = options;
  }

  start(): void {
    this.stop();
    const source = this.#options.open(
      `/api/notifications/stream${this.#change === null ? '' : `?after=${this.#change}`}`,
    );
    this.#source = source;
    const silence = setTimeout(() => this.#fallBack(), SILENCE_MS);
    this.#timers.push(silence);
    const on = <Name extends keyof typeof StreamEvents>(name: Name, then: (data: unknown) => void) =>
      source.addEventListener(name, ({ data }) => {
        clearTimeout(silence);
        if (this.#source === source) then(JSON.parse(data));
      });
    on('inbox', (data) => this.#tell(StreamEvents.inbox.parse(data), null, false));
    on('reload', (data) => this.#tell(StreamEvents.reload.parse(data), null, true));
    on('notification', (data) => {
      const { notification, unread } = StreamEvents.notification.parse(data);
      this.#tell({ unread, change: notification.change }, notification, true);
    });
    on('end', (data) => {
      if (StreamEvents.end.parse(data).reason === 'session') this.stop();
      else this.#fallBack();
    });
    // Where it is not closed the browser connects again by itself, and names the last change.
    source.addEventListener('error', () => {
      if (source.readyState === CLOSED && this.#source === source) this.#fallBack();
    });
  }

  stop(): void {
    this.#source?.close();
    this.#source = null;
    for (const timer of this.#timers.splice(0)) clearTimeout(timer);
  }

  #tell(inbox: Inbox, spoke: Notification | null, moved: boolean): void {
    const news = moved || (this.#change !== null && this.#change !== inbox.change);
    this.#change = inbox.change;
    if (news || spoke === null) this.#options.hear(inbox, spoke);
  }

  #fallBack(): void {
    this.stop();
    const ask = () => {
      this.#options.ask().then(
        (inbox) => this.#tell(inbox, null, false),
        () => {},
      );
    };
    ask();
    const every = setInterval(ask, POLL_MS);
    this.#timers.push(
      every,
      setTimeout(() => this.start(), RETRY_MS),
    );
  }
}
