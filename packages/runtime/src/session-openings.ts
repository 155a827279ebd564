import type { Timers } from '@zabkit/core'
import { OPENINGS_GATHERED } from './limits.ts'

/** A session that is about to begin. */
export interface Opening {
  /** Its beginning goes the way of all writes. */
  submit(): void
  /** The log has the beginning in hand, and the server nothing better to do: what the answer needs can be made. */
  meanwhile(): void
}

/** Beginnings of sessions that wait for others: a crowd that comes together, turn after turn, shares the work of the log. */
export class SessionOpenings {
  readonly #timers: Timers
  #gathered: Opening[] = []
  /** How many there were at the end of the last turn. */
  #seen = 0

  constructor(timers: Timers) {
    this.#timers = timers
  }

  add(opening: Opening): void {
    if (this.#gathered.length === 0) this.#timers.endOfTurn(() => this.#gather())
    this.#gathered.push(opening)
  }

  /** Once a turn: as long as it brought one more, the next may bring another. */
  #gather(): void {
    const count = this.#gathered.length
    if (count > this.#seen && count < OPENINGS_GATHERED) {
      this.#seen = count
      this.#timers.endOfTurn(() => this.#gather())
      return
    }
    const gathered = this.#gathered
    this.#gathered = []
    this.#seen = 0
    for (const opening of gathered) opening.submit()
    // Behind the turn's end that hands them to the log.
    this.#timers.endOfTurn(() => {
      for (const opening of gathered) opening.meanwhile()
    })
  }
}
