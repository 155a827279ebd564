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
  /** There was no record: this server is new, or has lost it. */
  #isNew = false

  constructor(parts: SoleVoterParts) {
    this.#parts = parts
  }

  /** Loads what was promised before; makes the secret of a fresh server, which `lead` keeps. Returns the secret. */
  async load(): Promise<Uint8Array> {
    const { epochs, random } = this.#parts
    const found = await epochs.load()
    this.#isNew = found === null
    this.#state = found ?? { acceptedEpoch: 0, currentEpoch: 0, sessionSecret: random.bytes(SESSION_SECRET_BYTES) }
    return this.#state.sessionSecret
  }

  /** Leads a new epoch after everything that is in the log and applied. */
  async lead(): Promise<void> {
    const { broadcast, tree, serverId, logger } = this.#parts
    const state = this.#loaded()
    if (this.#isNew && tree.lastZxid > 0) throw this.#lost()
    const epoch = Math.max(state.acceptedEpoch, epochOf(tree.lastZxid)) + 1
    if (epoch > MAX_EPOCH) throw new OperatorError('ZK_EPOCH_EXHAUSTED', `epoch ${epoch} is beyond the last one, ${MAX_EPOCH}`)
    await this.#save({ ...state, acceptedEpoch: epoch, currentEpoch: epoch })
    this.#isNew = false
    broadcast.becomeLeader(epoch, tree.lastZxid, majority([serverId]))
    logger.info('leading', { epoch, zxid: formatZxid(tree.lastZxid) })
  }

  /** A new secret would refuse every client its session, and a new epoch could be one that was promised away. */
  #lost(): OperatorError {
    const { epochs, tree } = this.#parts
    const text = `${epochs.description}: the epoch record is missing, although there are txns up to ${formatZxid(tree.lastZxid)}`
    return new OperatorError('ZK_EPOCH_DAMAGED', text)
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
