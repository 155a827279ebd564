import { MAX_EPOCH, type NewLeader, type ReplicaState, ZERO_ZXID, type Zxid } from '@zabkit/core'
import type { LearnerRole } from './learner.ts'

/**
 * What a learner promises, and in which order: the epoch durably before it says so; the whole history durably, then the epoch of that history
 * durably, before it says that; and only then that it has what was proposed. Numbers change here after the disk has reported, never before.
 */
export class LearnerPromises {
  readonly #learner: LearnerRole
  #acceptedEpoch: number
  #currentEpoch: number
  #secret: Uint8Array
  /** Of the leader, once it is promised. */
  #epoch = 0
  #asked = 0
  #isSaving = false
  /** Where the history ended that came before `newLeader`. */
  #historyEnd: Zxid = ZERO_ZXID
  #acknowledged: Zxid = ZERO_ZXID
  #mayAcknowledge = false

  constructor(learner: LearnerRole, state: ReplicaState) {
    this.#learner = learner
    this.#acceptedEpoch = state.acceptedEpoch
    this.#currentEpoch = state.currentEpoch
    this.#secret = state.sessionSecret
  }

  get epoch(): number {
    return this.#epoch
  }

  inform(): void {
    const { parts, kind, commitsWithLeader } = this.#learner
    parts.options.onEvent?.('ConnectAndFollowerSendCEPOCH', { leader: this.#learner.leader, acceptedEpoch: this.#acceptedEpoch })
    const observer = kind.role === 'observer'
    parts.outbox.sendToLeader({ type: 'learnerInfo', acceptedEpoch: this.#acceptedEpoch, observer, commitsWithLeader })
  }

  promise(epoch: number): void {
    const { parts } = this.#learner
    if (epoch < this.#acceptedEpoch) return parts.abandon(`the leader's epoch ${epoch} is older than ${this.#acceptedEpoch}, which was promised`)
    if (epoch > MAX_EPOCH) return parts.abandon(`the leader's epoch ${epoch} is beyond ${MAX_EPOCH}`)
    this.#asked = epoch
    this.#learner.stage = 'promising'
    if (epoch === this.#acceptedEpoch) this.#promised(null)
    else this.#save(epoch, this.#currentEpoch)
  }

  adopt(message: NewLeader): void {
    if (message.epoch !== this.#epoch) {
      return this.#learner.parts.abandon(`the leader of epoch ${this.#epoch} sent a history of epoch ${message.epoch}`)
    }
    this.#learner.stage = 'adopting'
    this.#secret = message.sessionSecret
    this.#historyEnd = this.#learner.history.last
    this.adoptWhenDurable()
  }

  /** The epoch is never durable before the history that it stands for. */
  adoptWhenDurable(): void {
    if (this.#learner.stage !== 'adopting' || this.#isSaving || this.#learner.history.durable < this.#historyEnd) return
    this.#save(this.#epoch, this.#epoch)
  }

  saved(acceptedEpoch: number, currentEpoch: number): void {
    if (!this.#isSaving || acceptedEpoch !== this.#asked) return
    if (this.#learner.stage === 'promising' && currentEpoch === this.#currentEpoch) {
      this.#isSaving = false
      this.#promised(currentEpoch)
    } else if (this.#learner.stage === 'adopting' && currentEpoch === this.#epoch) {
      this.#isSaving = false
      this.#adopted()
    }
  }

  /** True when more is durable than the leader was told. */
  get owesAck(): boolean {
    return this.#mayAcknowledge && this.#learner.history.durable > this.#acknowledged
  }

  acknowledge(): void {
    if (!this.owesAck) return
    this.#acknowledged = this.#learner.history.durable
    this.#learner.parts.outbox.sendToLeader({ type: 'ack', zxid: this.#acknowledged })
  }

  #save(acceptedEpoch: number, currentEpoch: number): void {
    this.#isSaving = true
    this.#learner.parts.outbox.task({ type: 'saveEpochs', acceptedEpoch, currentEpoch, sessionSecret: this.#secret })
  }

  #promised(currentEpoch: number | null): void {
    this.#acceptedEpoch = this.#asked
    this.#epoch = this.#asked
    this.#learner.stage = 'choosing'
    this.#learner.parts.outbox.sendToLeader({ type: 'ackEpoch', currentEpoch, lastZxid: this.#learner.history.last })
  }

  #adopted(): void {
    this.#currentEpoch = this.#epoch
    this.#learner.stage = 'adopted'
    this.#learner.parts.outbox.sendToLeader({ type: 'ackNewLeader', epoch: this.#epoch })
    this.#acknowledged = this.#historyEnd
    this.#mayAcknowledge = this.#learner.kind.acknowledges
  }
}
