import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1, 2.5, 5, 10];

/** What is read from the database when somebody asks for the metrics. Ages in seconds; null where there is nothing. */
export interface Readings {
  readonly waitingJobs: number;
  readonly failedJobs: number;
  readonly oldestDueSeconds: number | null;
  readonly undelivered: number;
  readonly unchained: number;
  readonly oldestUnchainedSeconds: number | null;
  readonly lastBackupSeconds: number | null;
  readonly diskFreeBytes: number;
  readonly connections: { readonly total: number; readonly idle: number; readonly waiting: number };
}

/** Figures for a monitoring system. Labels are names of operations, statuses and the like: nothing of a person, and few. */
export class Metrics {
  readonly #registry = new Registry();
  readonly #requests = this.#histogram('luoshi_request_seconds', 'Requests by operation and status', [
    'operation',
    'status',
  ]);
  readonly #transactions = this.#histogram('luoshi_transaction_seconds', 'Transactions by operation', ['operation']);
  readonly #slow = new Counter({
    name: 'luoshi_slow_transactions_total',
    help: 'Transactions over the limit that the one connection of the embedded database bears',
    labelNames: ['operation'],
    registers: [this.#registry],
  });
  readonly #gauges = new Map<string, Gauge>();

  #histogram<L extends string>(name: string, help: string, labelNames: L[]): Histogram<L> {
    return new Histogram({ name, help, labelNames, buckets: SECONDS, registers: [this.#registry] });
  }

  /** Of the process itself: memory, processor, event loop lag. They keep timers, so only a server that serves has them. */
  watchProcess(): void {
    collectDefaultMetrics({ register: this.#registry, prefix: 'luoshi_' });
  }

  request(operation: string, status: number, seconds: number): void {
    this.#requests.observe({ operation, status: String(status) }, seconds);
  }

  transaction(operation: string, seconds: number, slow: boolean): void {
    this.#transactions.observe({ operation }, seconds);
    if (slow) this.#slow.inc({ operation });
  }

  /** All figures in Prometheus' text form. What is not there (no backup yet) is left out rather than zero. */
  async text(readings: Readings): Promise<string> {
    const { connections } = readings;
    this.#set('luoshi_jobs_waiting', 'Jobs that are due or will be', readings.waitingJobs);
    this.#set('luoshi_jobs_failed', 'Jobs given up', readings.failedJobs);
    this.#set('luoshi_jobs_oldest_due_seconds', 'Age of the oldest due job', readings.oldestDueSeconds ?? 0);
    this.#set('luoshi_outbox_undelivered', 'Messages not delivered yet', readings.undelivered);
    this.#set('luoshi_events_unchained', 'Events not in the chain yet', readings.unchained);
    this.#set(
      'luoshi_events_oldest_unchained_seconds',
      'Age of the oldest event not in the chain',
      readings.oldestUnchainedSeconds ?? 0,
    );
    this.#set('luoshi_last_backup_seconds', 'Age of the last whole backup', readings.lastBackupSeconds);
    this.#set('luoshi_disk_free_bytes', 'Free space where the data lies', readings.diskFreeBytes);
    this.#set('luoshi_pool_connections', 'Connections to the database', connections.total);
    this.#set('luoshi_pool_idle', 'Connections without work', connections.idle);
    this.#set('luoshi_pool_waiting', 'Transactions that wait for a connection', connections.waiting);
    return this.#registry.metrics();
  }

  get contentType(): string {
    return this.#registry.contentType;
  }

  #set(name: string, help: string, value: number | null): void {
    if (value === null) return;
    let gauge = this.#gauges.get(name);
    if (!gauge) {
      gauge = new Gauge({ name, help, registers: [this.#registry] });
      this.#gauges.set(name, gauge);
    }
    gauge.set(value);
  }
}
