import { type EpochState, type EpochStore, invariant } from '@zabkit/core'
import type { MemoryDisk } from './memory-disk.ts'

/** The epoch record as an object that nobody else holds. */
export class MemoryEpochStore implements EpochStore {
  readonly description = 'memory'
  readonly #disk: MemoryDisk

  constructor(disk: MemoryDisk) {
    this.#disk = disk
  }

  async load(): Promise<EpochState | null> {
    return this.#disk.epochs === null ? null : copied(this.#disk.epochs)
  }

  async save(state: EpochState): Promise<void> {
    invariant(state.currentEpoch <= state.acceptedEpoch, 'the accepted epoch is never less than the current one')
    invariant(state.acceptedEpoch >= (this.#disk.epochs?.acceptedEpoch ?? 0), 'an accepted epoch is never taken back')
    this.#disk.epochs = copied(state)
  }
}

function copied(state: EpochState): EpochState {
  const { acceptedEpoch, currentEpoch, sessionSecret } = state
  return { acceptedEpoch, currentEpoch, sessionSecret: Uint8Array.from(sessionSecret) }
}
