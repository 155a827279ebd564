import {
  type Clock,
  formatZxid,
  isOperatorError,
  type Logger,
  type Metrics,
  type Random,
  type StateMachine,
  type Storage,
  type Zxid,
} from '@zabkit/core'
import { SNAPSHOT_CHUNK_BYTES, STOP_SNAPSHOT_TXNS } from './limits.ts'
import type { ServerSettings } from './settings.ts'

export interface SnapshotterParts {
  readonly storage: Storage
  readonly tree: StateMachine
  readonly clock: Clock
  readonly random: Random
  readonly logger: Logger
  readonly metrics: Metrics
}

/**
 * Takes a snapshot every so many txns or bytes of log, while writes go on, and gives up what no kept snapshot needs. One at a time; a failed
 * one is logged, leaves nothing behind, and is tried again later: the log still holds everything.
 */
export class Snapshotter {
  readonly #parts: SnapshotterParts
  readonly #settings: ServerSettings
  #txns = 0
  #logBytesAtLast = 0
  #txnsDue: number
  #running: Promise<void> | null = null
  #cancelled = false

  constructor(parts: SnapshotterParts, settings: ServerSettings) {
    this.#parts = parts
    this.#settings = settings
    this.#txnsDue = this.#drawTxns()
  }

  /** Drawn anew each time, so that the servers of an ensemble do not all do it at once. */
  #drawTxns(): number {
    const half = Math.ceil(this.#settings.snapshotTxns / 2)
    return half + this.#parts.random.below(half + 1)
  }

  /** `count` txns that a start from the newest snapshot would have to replay. */
  replayed(count: number): void {
    this.#txns = count
    this.#logBytesAtLast = this.#parts.storage.log.sizeBytes
  }

  applied(): void {
    if (++this.#txns >= this.#txnsDue) this.#begin()
  }

  /** After a batch: growth of the log may be a reason too. */
  appliedAll(): void {
    if (this.#txns > 0 && this.#parts.storage.log.sizeBytes - this.#logBytesAtLast >= this.#settings.snapshotLogBytes) this.#begin()
  }

  #begin(): void {
    if (this.#running !== null || this.#cancelled) return
    this.#running = this.#run().finally(() => {
      this.#running = null
    })
  }

  /** Waits for the one under way, and takes a last one when a restart would have to replay much. */
  async stop(): Promise<void> {
    await this.#running
    if (this.#txns >= STOP_SNAPSHOT_TXNS) await this.#run()
  }

  /** What is under way gives up at its next chunk: the process has no time left. */
  cancel(): void {
    this.#cancelled = true
  }

  async #run(): Promise<void> {
    const { clock, logger, metrics } = this.#parts
    const started = clock.monotonic()
    this.#txns = 0
    this.#txnsDue = this.#drawTxns()
    this.#logBytesAtLast = this.#parts.storage.log.sizeBytes
    try {
      const zxid = await this.#write()
      const ms = Math.round(clock.monotonic() - started)
      metrics.summary('snapshottime', 'Ms to write a snapshot').observe(ms)
      logger.info('snapshot taken', { zxid: formatZxid(zxid), ms })
      await this.#purge()
    } catch (error) {
      metrics.counter('snapshot_error_count', 'Snapshots that failed').add(1)
      logger.error('snapshot failed; the log still holds everything, the next one is tried later', {
        error: isOperatorError(error) ? `${error.message} ${error.remedy}` : error,
      })
    }
  }

  async #write(): Promise<Zxid> {
    const snapshot = this.#parts.tree.snapshot()
    try {
      const sink = await this.#parts.storage.snapshots.create(snapshot.zxid)
      try {
        for (let chunk = snapshot.next(SNAPSHOT_CHUNK_BYTES); chunk !== null; chunk = snapshot.next(SNAPSHOT_CHUNK_BYTES)) {
          if (this.#cancelled) throw new Error('the server is stopping')
          await sink.write(chunk)
        }
        await sink.commit()
      } catch (error) {
        await sink.abort()
        throw error
      }
    } finally {
      snapshot.close()
    }
    return snapshot.zxid
  }

  async #purge(): Promise<void> {
    if (this.#settings.snapshotsKept === 0) return
    const oldest = await this.#parts.storage.snapshots.purge(this.#settings.snapshotsKept)
    if (oldest > 0) await this.#parts.storage.log.purgeBefore(oldest)
  }
}
