import type { File, FileSystem, Logger } from '@zabkit/core'
import { datasync, join, writeAll } from './files.ts'
import { PREALLOCATE_STEP_BYTES } from './limits.ts'

const NAME = 'spare'

/**
 * The file that will be the next segment, filled with zeros beforehand and in the background, so that a sync of the log has data to write
 * but no metadata. It becomes a segment by a rename after its first frame was synced: a segment that has a name has a frame.
 */
export class SpareSegment {
  readonly path: string
  readonly #fileSystem: FileSystem
  readonly #directory: string
  readonly #bytes: number
  readonly #logger: Logger
  #file: File | null = null
  #filling: Promise<void> | null = null
  #stopping = false
  /** Ends the wait for the log to be idle. */
  #wake: () => void = () => {}

  /** `bytes`: how far to fill; 0 leaves the file empty. */
  constructor(fileSystem: FileSystem, directory: string, bytes: number, logger: Logger) {
    this.#fileSystem = fileSystem
    this.#directory = directory
    this.#bytes = bytes
    this.#logger = logger
    this.path = join(directory, NAME)
  }

  /**
   * Begins to make a file, unless there is one. A log that has more to write than one frame is left the whole disk: zeros are written only
   * when it is idle, as `whenIdle` tells. Large frames gain little from filled space anyway.
   */
  prepare(whenIdle: () => Promise<void>): void {
    if (this.#bytes > 0 && this.#filling === null) this.#filling = this.#fill(whenIdle).catch((error) => this.#failed(error))
  }

  async #fill(whenIdle: () => Promise<void>): Promise<void> {
    const file = await this.#create()
    const zeros = Buffer.alloc(Math.min(PREALLOCATE_STEP_BYTES, this.#bytes))
    for (let at = 0; at < this.#bytes && !this.#stopping; at += zeros.length) {
      await this.#turn(whenIdle)
      if (this.#stopping) return
      await writeAll(file, [zeros], at)
      await datasync(file)
    }
  }

  /** Until the log is idle, or waits for this file. */
  #turn(whenIdle: () => Promise<void>): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve
      void whenIdle().then(resolve)
    })
  }

  /** Only a convenience has failed: the disk may be too full for 64 MiB but not for the next frame. The log finds out by itself. */
  async #failed(error: unknown): Promise<void> {
    const file = this.#file
    this.#file = null
    await file?.close().catch(() => {})
    this.#logger.warn('The next log segment could not be preallocated', { file: this.path, reason: String(error) })
  }

  async #create(): Promise<File> {
    this.#file = await this.#fileSystem.open(this.path, true)
    await this.#file.truncate(0)
    return this.#file
  }

  /** The file, as far as it was filled. The caller renames it and owns it from then on. */
  async take(): Promise<File> {
    await this.#settle()
    const file = this.#file ?? (await this.#create())
    this.#file = null
    return file
  }

  async #settle(): Promise<void> {
    this.#stopping = true
    this.#wake()
    await this.#filling
    this.#filling = null
    this.#stopping = false
  }

  async close(): Promise<void> {
    await this.#settle()
    await this.#file?.close()
    this.#file = null
    if ((await this.#fileSystem.size(this.path)) === null) return
    await this.#fileSystem.unlink(this.path)
    await this.#fileSystem.syncDirectory(this.#directory)
  }
}
