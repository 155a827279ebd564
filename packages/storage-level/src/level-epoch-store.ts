import { type EpochState, type EpochStore, invariant } from '@zabkit/core'
import { EPOCH_KEY } from './keys.ts'
import { sealJson } from './sealed.ts'
import type { Writer } from './writer.ts'

/** The epoch record as it is kept. `revision` is that of the write: the head names it, so that an older record does not pass. */
export interface KeptEpoch extends EpochState {
  readonly revision: number
}

export const EPOCH_PLACE = 3

/** The epoch record as one LevelDB entry. */
export class LevelEpochStore implements EpochStore {
  readonly description: string
  readonly #writer: Writer
  #state: EpochState | null
  #saving: Promise<void> = Promise.resolve()

  constructor(writer: Writer, description: string, state: EpochState | null) {
    this.#writer = writer
    this.description = description
    this.#state = state
  }

  async load(): Promise<EpochState | null> {
    return this.#state === null ? null : copied(this.#state)
  }

  save(state: EpochState): Promise<void> {
    const kept = copied(state)
    const saved = this.#saving.then(() => this.#save(kept))
    this.#saving = saved.catch(() => {})
    return saved
  }

  async #save(state: EpochState): Promise<void> {
    invariant(state.currentEpoch <= state.acceptedEpoch, 'the accepted epoch is never less than the current one')
    invariant(state.acceptedEpoch >= (this.#state?.acceptedEpoch ?? 0), 'an accepted epoch is never taken back')
    await this.#writer.change((batch, head) => {
      head.epochRevision = head.revision
      batch.put(EPOCH_KEY, encodeEpoch(state, head.revision))
    })
    this.#state = state
  }
}

function encodeEpoch({ acceptedEpoch, currentEpoch, sessionSecret }: EpochState, revision: number): Buffer {
  return sealJson({ revision, acceptedEpoch, currentEpoch, sessionSecret: Buffer.from(sessionSecret).toString('hex') }, EPOCH_PLACE)
}

/** From what was sealed; the checksum has vouched for its shape. */
export function decodeEpoch(json: unknown): KeptEpoch {
  const kept = json as { revision: number; acceptedEpoch: number; currentEpoch: number; sessionSecret: string }
  return { ...kept, sessionSecret: new Uint8Array(Buffer.from(kept.sessionSecret, 'hex')) }
}

function copied({ acceptedEpoch, currentEpoch, sessionSecret }: EpochState): EpochState {
  return { acceptedEpoch, currentEpoch, sessionSecret: Uint8Array.from(sessionSecret) }
}
