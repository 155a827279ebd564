import {
  type BroadcastInput,
  type BroadcastOptions,
  type BroadcastPhase,
  type BroadcastRole,
  invariant,
  type LearnerStatus,
  type Zxid,
} from '@zabkit/core'
import type { Outbox } from './outbox.ts'

/** What a server is at a time. Made by `become...`, gone with the next. */
export interface Role {
  readonly role: BroadcastRole
  readonly phase: BroadcastPhase
  readonly epoch: number
  readonly committedZxid: Zxid
  readonly lastZxid: Zxid
  readonly learners: readonly LearnerStatus[]
  nextZxid(): Zxid | null
  step(input: BroadcastInput): void
  /** True when `flush` would put something into the outbox. */
  readonly hasUnflushed: boolean
  /** What is gathered over a turn goes into the outbox: one message, not many. */
  flush(): void
}

/** What every role of one core works with. */
export interface RoleParts {
  readonly options: BroadcastOptions
  readonly outbox: Outbox
  readonly numbers: Numbers
  /** Ends the role after this step; the first reason stays. */
  abandon(reason: string): void
  /** True from the first `abandon` on. */
  readonly isAbandoned: boolean
}

/** Numbers that are never given twice in the life of a core: answers to an earlier role are told by them. */
export class Numbers {
  #token = 0
  #sequence = 0

  nextToken(): number {
    return ++this.#token
  }

  nextSequence(): number {
    return ++this.#sequence
  }

  /** The last one given. */
  get sequence(): number {
    return this.#sequence
  }
}

/** No role: inputs are late completions, and nobody waits for them. */
export class Idle implements Role {
  readonly role = 'idle'
  readonly phase = 'idle'
  readonly epoch = 0
  readonly learners: readonly LearnerStatus[] = []
  readonly hasUnflushed = false
  readonly committedZxid: Zxid
  readonly lastZxid: Zxid

  constructor(committedZxid: Zxid, lastZxid: Zxid) {
    this.committedZxid = committedZxid
    this.lastZxid = lastZxid
  }

  nextZxid(): Zxid | null {
    invariant(false, 'only a leader gives out zxids')
  }

  step(): void {}

  flush(): void {}
}
