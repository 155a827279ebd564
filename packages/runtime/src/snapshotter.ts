import {
  type Clock,
  formatZxid,
  isOperatorError,
  type Logger,
  type Metrics,
  type Random,
  type SnapshotSink,
  type StateMachine,
  type StateSnapshot,
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
  /** Gets a broken invariant: the server must end. Default: it stays an unhandled rejection, which ends the process. */
  readonly onFailure?: (error: Error) => void
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

  /** `count` more txns that a start from the newest snapshot would have to replay. */
  replayed(count: number): void {
    this.#txns += count
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
    this.#running = this.#runOrFail().finally(() => {
      this.#running = null
    })
  }

  async #runOrFail(): Promise<void> {
    const { onFailure } = this.#parts
    try {
      await this.#run()
    } catch (error) {
      if (onFailure === undefined || !(error instanceof Error)) throw error
      onFailure(error)
    }
  }

  /** Waits for the one under way, and takes a last one when a restart would have to replay much. */
  async stop(): Promise<void> {
    await this.#running
    if (this.#txns >= STOP_SNAPSHOT_TXNS) await this.#runOrFail()
  }

  /** What is under way gives up at its next chunk: the process has no time left. */
  cancel(): void {
    this.#cancelled = true
  }

  /** Rejects only with a broken invariant. */
  async #run(): Promise<void> {
    this.#txns = 0
    this.#txnsDue = this.#drawTxns()
    this.#logBytesAtLast = this.#parts.storage.log.sizeBytes
    if (await this.#take()) await this.#purge()
  }

  /** False when there is none to show for it. */
  async #take(): Promise<boolean> {
    const { clock, logger, metrics } = this.#parts
    const started = clock.monotonic()
    try {
      const zxid = await this.#write()
      const ms = Math.round(clock.monotonic() - started)
      if (zxid !== null) {
        metrics.summary('snapshottime', 'Ms to write a snapshot').observe(ms)
        logger.info('snapshot taken', { zxid: formatZxid(zxid), ms })
      } else logger.info('the snapshot under way was given up: the server stops; the log holds everything')
      return zxid !== null
    } catch (error) {
      if (isBroken(error)) throw error
      this.#failed(error)
      return false
    }
  }

  #failed(error: unknown): void {
    const { logger, metrics } = this.#parts
    metrics.counter('snapshot_error_count', 'Snapshots that failed').add(1)
    if (isOperatorError(error) && error.code === 'ZK_SNAPSHOT_OUTRUN') {
      logger.warn(`${error.message}; the log still holds everything, the next one is tried later`, { code: error.code, remedy: error.remedy })
    } else logger.error('snapshot failed; the log still holds everything, the next one is tried later', { error: lineOf(error) })
  }

  /** Null when it was cancelled. */
  async #write(): Promise<Zxid | null> {
    const snapshot = this.#parts.tree.snapshot()
    try {
      const sink = await this.#parts.storage.snapshots.create(snapshot.zxid)
      try {
        return (await this.#fill(sink, snapshot)) ? snapshot.zxid : null
      } catch (error) {
        await this.#abort(sink)
        throw error
      }
    } finally {
      snapshot.close()
    }
  }

  async #fill(sink: SnapshotSink, snapshot: StateSnapshot): Promise<boolean> {
    for (let chunk = snapshot.next(SNAPSHOT_CHUNK_BYTES); chunk !== null; chunk = snapshot.next(SNAPSHOT_CHUNK_BYTES)) {
      if (this.#cancelled) {
        await this.#abort(sink)
        return false
      }
      await sink.write(chunk)
    }
    await sink.commit()
    return true
  }

  /** What it was given up for matters more than that the disk does not let go of it. */
  async #abort(sink: SnapshotSink): Promise<void> {
    try {
      await sink.abort()
    } catch (error) {
      if (isBroken(error)) throw error
      this.#parts.logger.warn('an unfinished snapshot could not be removed; the next start removes it', { error: lineOf(error) })
    }
  }

  async #purge(): Promise<void> {
    const { storage, logger, metrics } = this.#parts
    if (this.#settings.snapshotsKept === 0) return
    try {
      const oldest = await storage.snapshots.purge(this.#settings.snapshotsKept)
      if (oldest > 0) await storage.log.purgeBefore(oldest)
    } catch (error) {
      if (isBroken(error)) throw error
      metrics.counter('purge_error_count', 'Purges of old snapshots and log that failed').add(1)
      logger.error('old snapshots and log could not be removed; tried again after the next snapshot', { error: lineOf(error) })
    }
  }
}

/** A broken invariant, of whichever copy of core: not a matter of the disk. */
function isBroken(error: unknown): boolean {
  return error instanceof Error && error.name === 'InvariantError'
}

function lineOf(error: unknown): unknown {
  return isOperatorError(error) ? `${error.message} ${error.remedy}` : error
}
