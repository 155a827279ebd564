import { type EpochState, type EpochStore, formatZxid, OperatorError, type Random, type Zxid } from '@zabkit/core'

/** Bytes of the secret from which session passwords are derived. */
export const SESSION_SECRET_BYTES = 32

/** What this server has promised, in memory as on its disk: the value here changes only when the disk has it. */
export class EpochRecord {
  readonly #store: EpochStore
  readonly #random: Random
  #state: EpochState | null = null

  constructor(store: EpochStore, random: Random) {
    this.#store = store
    this.#random = random
  }

  get state(): EpochState {
    if (this.#state === null) throw new Error('load comes first')
    return this.#state
  }

  /**
   * Loads what was promised before. A new server gets a secret that it keeps with its first epoch, or gives up for the ensemble's.
   *
   * @throws OperatorError ZK_EPOCH_DAMAGED when there are txns (up to `lastZxid`) but no record: a new secret would refuse every client its
   * session, and an epoch could be used that was promised away
   */
  async load(lastZxid: Zxid): Promise<void> {
    const found = await this.#store.load()
    if (found === null && lastZxid > 0) {
      const text = `${this.#store.description}: the epoch record is missing, although there are txns up to ${formatZxid(lastZxid)}`
      throw new OperatorError('ZK_EPOCH_DAMAGED', text)
    }
    this.#state = found ?? { acceptedEpoch: 0, currentEpoch: 0, sessionSecret: this.#random.bytes(SESSION_SECRET_BYTES) }
  }

  async save(state: EpochState): Promise<void> {
    await this.#store.save(state)
    this.#state = state
  }
}
