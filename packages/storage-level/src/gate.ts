import type { Batch, Database } from './database.ts'
import { diskFailed } from './errors.ts'

/**
 * The one way to the disk for every write: of records, of parts of snapshots, of removals. One at a time, each synced, and the first that fails is the
 * last. Nobody knows then what reached the disk, and LevelDB may lose at the next start all that it takes after a failure in the middle of its own log.
 */
export class Gate {
  readonly database: Database
  #failure: Error | null = null
  #last: Promise<void> = Promise.resolve()

  constructor(database: Database) {
    this.database = database
  }

  /** Throws the first failure. For what may end without a write: after a failure nothing is said to be done. */
  check(): void {
    if (this.#failure !== null) throw this.#failure
  }

  /**
   * Writes `batch` in its turn, and syncs. Every write is synced: LevelDB may begin a new file of its own log at any write, and syncs only the one it is
   * at. Rejects with ZK_DISK_FAILED, always with the first.
   */
  write(batch: Batch): Promise<void> {
    const written = this.#last.then(() => this.doing(() => batch.write({ sync: true })))
    this.#last = written.catch(() => {})
    return written
  }

  /** Work on the disk beside the database, in no turn. Its failure is as final as that of a write. */
  async doing(work: () => Promise<void>): Promise<void> {
    this.check()
    try {
      await work()
    } catch (cause) {
      throw this.fail(cause)
    }
  }

  /** Nothing is written any more. Returns the first failure: that of `cause`, or one before it. */
  fail(cause: unknown): Error {
    this.#failure ??= diskFailed(this.database.location, cause)
    return this.#failure
  }
}
