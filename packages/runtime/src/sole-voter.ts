import {
  type Broadcast,
  type EpochState,
  type EpochStore,
  formatZxid,
  epochOf,
  type Logger,
  majority,
  MAX_EPOCH,
  OperatorError,
  type Random,
  type StateMachine,
} from '@zabkit/core'

/** Bytes of the secret from which session passwords are derived. */
export const SESSION_SECRET_BYTES = 32

export interface SoleVoterParts {
  readonly serverId: number
  readonly epochs: EpochStore
  readonly tree: StateMachine
  readonly broadcast: Broadcast
  readonly random: Random
  readonly logger: Logger
}

/**
 * The role of a server whose vote alone is a quorum: it elects itself at once. Each time it begins to lead it begins a new epoch, made
 * durable first, so that no zxid is ever given twice.
 */
export class SoleVoter {
  readonly #parts: SoleVoterParts
  #state: EpochState | null = null

  constructor(parts: SoleVoterParts) {
    this.#parts = parts
  }

  /** Loads what was promised before; makes and keeps the secret of a fresh server. Returns the secret. */
  async load(): Promise<Uint8Array> {
    this.#state = await this.#parts.epochs.load()
    if (this.#state === null) {
      const sessionSecret = this.#parts.random.bytes(SESSION_SECRET_BYTES)
      await this.#save({ acceptedEpoch: 0, currentEpoch: 0, sessionSecret })
    }
    return this.#loaded().sessionSecret
  }

  /** Leads a new epoch after everything that is in the log and applied. */
  async lead(): Promise<void> {
    const { broadcast, tree, serverId, logger } = this.#parts
    const state = this.#loaded()
    const epoch = Math.max(state.acceptedEpoch, epochOf(tree.lastZxid)) + 1
    if (epoch > MAX_EPOCH) throw new OperatorError('ZK_EPOCH_EXHAUSTED', `epoch ${epoch} is beyond the last one, ${MAX_EPOCH}`)
    await this.#save({ ...state, acceptedEpoch: epoch, currentEpoch: epoch })
    broadcast.becomeLeader(epoch, tree.lastZxid, majority([serverId]))
    logger.info('leading', { epoch, zxid: formatZxid(tree.lastZxid) })
  }

  async #save(state: EpochState): Promise<void> {
    await this.#parts.epochs.save(state)
    this.#state = state
  }

  #loaded(): EpochState {
    if (this.#state === null) throw new Error('load comes before lead')
    return this.#state
  }
}
