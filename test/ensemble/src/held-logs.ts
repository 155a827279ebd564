import type { Durable, LogRecord, Zxid } from '@zabkit/core'
import type { ServerOptions } from '@zabkit/runtime'
import { memoryStorage } from '@zabkit/storage-memory'

/** Logs of which some take nothing until they are released. */
export class HeldLogs {
  readonly #held = new Set<number>()
  readonly #waiting = new Map<number, (() => void)[]>()

  storage(id: number): ServerOptions['storage'] {
    return (components) => {
      const storage = memoryStorage()(components)
      const append = storage.log.append.bind(storage.log)
      storage.log.append = (records: readonly LogRecord[], committed: Zxid, done: Durable) => {
        const go = (): void => append(records, committed, done)
        if (this.#held.has(id)) this.#waiting.set(id, [...(this.#waiting.get(id) ?? []), go])
        else go()
      }
      return storage
    }
  }

  hold(ids: readonly number[]): void {
    for (const id of ids) this.#held.add(id)
  }

  waiting(id: number): number {
    return this.#waiting.get(id)?.length ?? 0
  }

  /** Default: all. */
  release(ids: Iterable<number> = [...this.#held]): void {
    for (const id of ids) {
      this.#held.delete(id)
      for (const go of this.#waiting.get(id)?.splice(0) ?? []) go()
    }
  }
}
