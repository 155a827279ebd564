import type { Client } from '@zabkit/client'
import type { TakenEntry } from './queue-entry.ts'
import type { QueueLayout } from './queue-layout.ts'
import { QueueTaking, type TakeOptions } from './queue-taking.ts'

/** What the queues have in common whose entries are acknowledged. */
export abstract class AcknowledgedQueue {
  readonly path: string
  protected readonly client: Client
  readonly #entriesPath: string
  readonly #taking: QueueTaking

  /** `now`: the clock that decides what is ready. */
  constructor(client: Client, path: string, layout: QueueLayout, now: () => number) {
    this.path = path
    this.client = client
    this.#entriesPath = layout.entriesPath
    this.#taking = new QueueTaking(client, layout, now)
  }

  /** Waits until an entry is ready, over lost connections and sessions, and takes it. */
  take(options: TakeOptions = {}): Promise<TakenEntry> {
    return this.#taking.take(options.signal ?? null)
  }

  /** Takes an entry that is ready; null when there is none now. */
  tryTake(): Promise<TakenEntry | null> {
    return this.#taking.tryTake()
  }

  /**
   * Takes one ready entry after the other; ends quietly when the signal is aborted. Acknowledging is the caller's. A loop that is left early or by an error
   * gives back the entry that it was at, unless that is acknowledged.
   */
  consume(options: TakeOptions = {}): AsyncGenerator<TakenEntry, void, void> {
    return this.#taking.consume(options.signal ?? null)
  }

  /** Entries now, those that are not ready or taken included, read from the server. */
  async size(): Promise<number> {
    return (await this.client.exists(this.#entriesPath))?.numChildren ?? 0
  }
}
