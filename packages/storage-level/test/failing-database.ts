import { openDatabase } from '../src/database.ts'

/** `before`: the write does not reach the disk. `after`: all of it does, and it fails nevertheless. */
export type Failing = 'before' | 'after'

/** Opens databases whose writes are counted, over all of them, and the `failing`-th of which fails. */
export class FailingDatabases {
  writes = 0
  /** The most writes that were under way at a time. */
  writesAtOnce = 0
  #running = 0
  readonly #failing: number
  readonly #when: Failing

  constructor(failing: number, when: Failing) {
    this.#failing = failing
    this.#when = when
  }

  readonly open: typeof openDatabase = async (...place) => {
    const database = await openDatabase(...place)
    const batch = database.batch.bind(database) as () => ReturnType<typeof database.batch>
    return Object.assign(database, { batch: () => this.#watched(batch()) })
  }

  #watched<T extends { write(options: { sync: boolean }): Promise<void> }>(batch: T): T {
    const write = batch.write.bind(batch)
    return Object.assign(batch, { write: (options: { sync: boolean }) => this.#write(() => write(options)) })
  }

  async #write(write: () => Promise<void>): Promise<void> {
    const isFailing = ++this.writes === this.#failing
    this.writesAtOnce = Math.max(this.writesAtOnce, ++this.#running)
    try {
      if (!isFailing || this.#when === 'after') await write()
      if (isFailing) throw new Error('no space left')
    } finally {
      this.#running--
    }
  }
}
