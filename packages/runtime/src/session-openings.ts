import type { Timers } from '@zabkit/core'
import { OPENINGS_GATHERED } from './limits.ts'
import type { PendingWrite } from './write-pipeline.ts'

/** Beginnings of sessions that wait for others: a crowd that comes together, turn after turn, shares the work of the log. */
export class SessionOpenings {
  readonly #timers: Timers
  readonly #submit: (write: PendingWrite) => void
  #opening: PendingWrite[] = []
  /** How many there were at the end of the last turn. */
  #seen = 0

  constructor(timers: Timers, submit: (write: PendingWrite) => void) {
    this.#timers = timers
    this.#submit = submit
  }

  add(write: PendingWrite): void {
    if (this.#opening.length === 0) this.#timers.endOfTurn(() => this.#gather())
    this.#opening.push(write)
  }

  /** Once a turn: as long as it brought one more, the next may bring another. */
  #gather(): void {
    const count = this.#opening.length
    if (count > this.#seen && count < OPENINGS_GATHERED) {
      this.#seen = count
      this.#timers.endOfTurn(() => this.#gather())
      return
    }
    const opening = this.#opening
    this.#opening = []
    this.#seen = 0
    for (const write of opening) this.#submit(write)
  }
}
